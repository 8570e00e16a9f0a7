package com.nevermisscall.callservice.faults;

import com.nevermisscall.callservice.support.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Trials of one lane run one after the other on one cluster; in full scale the lanes run side by side. There the clusters
 * give way to this JVM: its customers and collaborators are the world, which does not slow down because the service is
 * busy, and neither may the watch that judges it. They give way by a lot: a dozen threads that give way a little leave one
 * that does not a fraction of a processor.
 */
enum Lane {
    /** The service itself is killed; mostly a replica is starting, for which all wait, so it goes before the others. */
    DEATH("12"),
    /** Those around it are bad; races and load at last, when the replicas are warm. */
    WEATHER("15"),
    /** What takes its time and measures none. */
    PATIENCE("15");

    private final String niceness;

    Lane(String niceness) {
        this.niceness = niceness;
    }

    /** The command by which its replicas are started. */
    List<String> command() {
        List<String> command = new ArrayList<>();
        if (givesWay()) {
            command.addAll(List.of("nice", "-n", niceness));
        }
        command.addAll(Release.java());
        // A replica here lives for minutes, which the optimizing compiler alone would take to pay off.
        command.add("-XX:TieredStopAtLevel=1");
        if (this == DEATH) {
            // Who dies after some dozens of requests had better compile little.
            command.add("-XX:CompileThresholdScaling=3");
        }
        command.addAll(Release.jar());
        return List.copyOf(command);
    }

    /** Makes a process that runs, and those that it will start, give way as the replicas do. */
    void giveWay(long pid) {
        if (!givesWay()) {
            return;
        }
        try {
            new ProcessBuilder("renice", "-n", niceness, "-p", Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean givesWay() {
        return Scale.current() == Scale.FULL;
    }
}
