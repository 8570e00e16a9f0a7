package com.nevermisscall.callservice.faults;

import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.config.StoppablePostgres;
import com.nevermisscall.callservice.support.Guard;
import com.nevermisscall.callservice.support.UnusedPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Replicas of the service behind a load balancer, on one PostgreSQL and between four collaborators: all real processes. */
final class Cluster implements AutoCloseable {

    static final String JWT_SECRET = "fault-trials-jwt-5d2f8a71c94e3b60";
    private static final String SERVICE_KEY = "fault-trials-key-7c1e94";
    private static final int REPLICAS = Scale.current().of(3, 2);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Lane lane;
    private final Recorder recorder = new Recorder();
    private final StoppablePostgres postgres;
    private final List<Replica> replicas;
    private final Balancer balancer;
    private Guard postgresGuard;

    /** Starts everything, and returns when all replicas are ready. */
    Cluster(Lane lane) {
        this.lane = lane;
        try {
            this.postgres = StoppablePostgres.start("track_commit_timestamp=on", "max_connections=100");
            postgresRuns();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = lane.name().toLowerCase(Locale.ROOT);
        Path folder = Path.of("target", "faults", name).toAbsolutePath();
        this.replicas = IntStream.rangeClosed(1, REPLICAS)
                .mapToObj(number -> new Replica(
                        name + "-" + number,
                        folder.resolve("replica-" + number),
                        UnusedPorts.next(),
                        UnusedPorts.next(),
                        lane.command(),
                        settings()))
                .toList();
        this.balancer = new Balancer(replicas);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        replicas.forEach(Replica::start);
        awaitReady();
        EventLedger.open(database());
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(recorder.settings());
        settings.put("DATABASE_URL", "postgresql://postgres:postgres@127.0.0.1:" + postgres.port() + "/postgres");
        settings.put("INTERNAL_SERVICE_KEY", SERVICE_KEY);
        settings.put("JWT_SECRET", JWT_SECRET);
        // Where a business's own delay cannot be asked for in time, the trial does not wait for a minute either.
        settings.put("AI_TAKEOVER_DELAY_SECONDS", "3");
        return settings;
    }

    /** The header, name and value, by which twilio-server is known. */
    static String[] serviceKey() {
        return new String[] {"x-service-key", SERVICE_KEY};
    }

    /** A new business whose people have that long, in whole seconds, before the AI answers. */
    Business business(Duration takeoverDelay) {
        Business business = new Business(new Webhooks(balancer));
        recorder.takeoverDelay(business.tenantId(), takeoverDelay);
        return business;
    }

    /** The four collaborators. */
    Recorder recorder() {
        return recorder;
    }

    List<Replica> replicas() {
        return replicas;
    }

    Balancer balancer() {
        return balancer;
    }

    /** The replicas' database, by connections of the trial's own. */
    JdbcClient database() {
        return JdbcClient.create(new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres", "postgres", "postgres"));
    }

    /** PostgreSQL is gone from one moment to the next. */
    void stopDatabase() {
        try {
            postgresGuard.close();
            postgres.stopAtOnce();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL is back. */
    void startDatabase() {
        try {
            postgres.startAgain();
            postgresRuns();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void postgresRuns() throws IOException {
        postgresGuard = Guard.of(postgres.pid(), "QUIT");
        lane.giveWay(postgres.pid());
    }

    /** Undoes whatever a trial has done, also one that failed half-way; returns when all replicas are ready. */
    void restore() {
        recorder.recover();
        if (!postgres.isRunning()) {
            startDatabase();
        }
        replicas.stream().filter(Replica::isAlive).forEach(Replica::resume);
        startAgain();
        awaitReady();
    }

    /** Starts the replicas that do not run; returns at once. */
    void startAgain() {
        replicas.stream().filter(replica -> !replica.isAlive()).forEach(Replica::start);
    }

    /** Returns when all replicas have said, since now, that they are ready. */
    void awaitReady() {
        await().atMost(PATIENCE)
                .pollInterval(Balancer.INTERVAL)
                .until(() -> replicas.stream().allMatch(balancer::isReady));
    }

    /** Returns when all requests are answered, nothing is due any more and every event is told. */
    void awaitSettled(Business business, Duration atMost) {
        await().atMost(atMost).until(() -> business.webhooks().open() == 0);
        awaitNothingOwed(atMost);
    }

    /** Returns when nothing is due any more and every event is told. */
    void awaitNothingOwed(Duration atMost) {
        awaitNone(atMost, """
                SELECT (SELECT count(*) FROM scheduled_tasks WHERE task_name IN ('countdown', 'deliver-sms'))
                     + (SELECT count(*) FROM scheduled_ai_tasks)
                     + (SELECT count(*) FROM messages WHERE status = 'QUEUED')
                     + (SELECT count(*) FROM outbox_events)""");
    }

    /** Returns when no countdown runs any more. */
    void awaitNoCountdown(Duration atMost) {
        awaitNone(atMost, "SELECT count(*) FROM scheduled_tasks WHERE task_name = 'countdown'");
    }

    private void awaitNone(Duration atMost, String count) {
        // Each time by a connection of its own, as the database may go; so not too often.
        await().atMost(atMost)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> database().sql(count).query(Long.class).single() == 0);
    }

    @Override
    public synchronized void close() {
        balancer.close();
        replicas.forEach(Replica::close);
        try {
            postgresGuard.close();
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        recorder.close();
    }
}
