package com.nevermisscall.callservice.faults;

import com.nevermisscall.callservice.support.Release;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The archive of classes with which the replicas of the full trials start: what one has loaded that started, served some
 * customers and ended. The image's own is made without a database, so it lacks what a start loads after that, which is a
 * quarter of its processor time, and some thirty replicas are started.
 */
final class Rehearsal {

    private static final Duration SETTLED = Duration.ofMinutes(1);

    private static Path archive;

    private Rehearsal() {}

    /** The archive; made when it is first asked for. */
    static synchronized Path archive() {
        if (archive == null) {
            Path file = Path.of("target", "release", "rehearsed.jsa").toAbsolutePath();
            rehearse("-XX:ArchiveClassesAtExit=" + file);
            archive = file;
        }
        return archive;
    }

    private static void rehearse(String option) {
        Lane lane = Lane.DEATH;
        try (Cluster cluster = new Cluster(lane, 1, lane.command(Release.java(option)))) {
            Business business = cluster.business(Duration.ofSeconds(1));
            try (Traffic traffic = Traffic.ofCustomers(3, business)) {
                traffic.flowFor(Duration.ofSeconds(5));
            }
            cluster.awaitSettled(business, SETTLED);
            Replica replica = cluster.replicas().get(0);
            replica.terminate();
            replica.awaitEnd();
        }
    }
}
