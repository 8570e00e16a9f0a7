package com.nevermisscall.callservice.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads, around each step, what it has cost; one line for each is kept in {@code steps.tsv}. */
final class Meter {

    private static final Duration LONGEST_BACKLOG = Duration.ofMinutes(2);

    private final Settings settings;
    private final Connection database;
    private Reading before;
    private volatile long lastAnswer;

    Meter(Settings settings) {
        this.settings = settings;
        try {
            this.database = DriverManager.getConnection(settings.database());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The step begins. */
    void begin() {
        await().atMost(LONGEST_BACKLOG).until(() -> backlog() == 0);
        before = read();
        lastAnswer = before.nanos();
    }

    /** A connection has got its last answer. */
    void answered() {
        lastAnswer = System.nanoTime();
    }

    /** The step is over; its cost counts until what it has left to tell is told. */
    void end(String step) {
        double seconds = (lastAnswer - before.nanos()) / 1e9;
        long behind = backlog();
        await().atMost(LONGEST_BACKLOG).until(() -> backlog() == 0);
        Reading after = read();
        write(new Cost(
                step,
                seconds,
                after.service() - before.service(),
                after.databaseSince(before),
                after.standIns() - before.standIns(),
                after.load() - before.load(),
                after.transactions() - before.transactions(),
                behind));
    }

    private Reading read() {
        Map<Long, Double> backends = ProcessHandle.of(settings.postmaster())
                .map(ProcessHandle::children)
                .orElseThrow()
                .collect(Collectors.toMap(ProcessHandle::pid, Meter::cpu));
        return new Reading(
                System.nanoTime(),
                cpu(settings.service()),
                backends,
                cpu(settings.standIns()),
                cpu(ProcessHandle.current().pid()),
                number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"));
    }

    private static double cpu(long pid) {
        return ProcessHandle.of(pid).map(Meter::cpu).orElse(Double.NaN);
    }

    /** Seconds of processor time. */
    private static double cpu(ProcessHandle process) {
        Optional<Duration> used = process.info().totalCpuDuration();
        return used.map(duration -> duration.toNanos() / 1e9).orElse(Double.NaN);
    }

    private long backlog() {
        return number("SELECT count(*) FROM outbox_events");
    }

    private long number(String sql) {
        try (Statement query = database.createStatement();
                ResultSet rows = query.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void write(Cost cost) {
        try {
            Files.writeString(costs(settings.run()), cost.line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path costs(String run) {
        return Settings.folder(run).resolve("steps.tsv");
    }

    /** What the steps of a run have cost, by their labels. */
    static Map<String, Cost> costsOf(String run) throws IOException {
        Map<String, Cost> costs = new HashMap<>();
        for (String line : Files.readAllLines(costs(run))) {
            Cost cost = Cost.parse(line);
            costs.put(cost.step(), cost);
        }
        return costs;
    }

    /** Processor seconds of each process since it began, and transactions. */
    private record Reading(
            long nanos, double service, Map<Long, Double> backends, double standIns, double load, long transactions) {

        /** A backend that has ended since has taken its count with it. */
        double databaseSince(Reading before) {
            return backends.entrySet().stream()
                    .mapToDouble(backend -> backend.getValue() - before.backends.getOrDefault(backend.getKey(), 0.0))
                    .sum();
        }
    }

    /**
     * What a step has cost: processor seconds of each process, and transactions.
     *
     * @param behind live events that were not told yet at the last answer
     */
    record Cost(
            String step,
            double seconds,
            double service,
            double database,
            double standIns,
            double load,
            long transactions,
            long behind) {

        static Cost parse(String line) {
            String[] cells = line.split("\t");
            return new Cost(
                    cells[0],
                    Double.parseDouble(cells[1]),
                    Double.parseDouble(cells[2]),
                    Double.parseDouble(cells[3]),
                    Double.parseDouble(cells[4]),
                    Double.parseDouble(cells[5]),
                    Long.parseLong(cells[6]),
                    Long.parseLong(cells[7]));
        }

        /** How many cores all four had; fewer than there are where something else was running, or nobody waited. */
        double cores() {
            return (service + database + standIns + load) / seconds;
        }

        String line() {
            return String.join(
                            "\t",
                            step,
                            Double.toString(seconds),
                            Double.toString(service),
                            Double.toString(database),
                            Double.toString(standIns),
                            Double.toString(load),
                            Long.toString(transactions),
                            Long.toString(behind))
                    + "\n";
        }
    }
}
