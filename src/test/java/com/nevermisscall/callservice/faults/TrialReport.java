package com.nevermisscall.callservice.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The table of all trials, printed at the end; after each trial {@code target/faults/report.md} has it so far. */
final class TrialReport implements ExtensionContext.Store.CloseableResource {

    private static final List<String> HEAD = List.of(
            "#",
            "trial",
            "load",
            "faults",
            "acknowledged",
            "lost",
            "doubled",
            "out of order, stale",
            "worst lateness",
            "measured",
            "took",
            "verdict");

    private final Map<Integer, List<String>> lines = new ConcurrentSkipListMap<>();

    /** Enters a trial that has ended, by a failure or (null) well. */
    void enter(Trial trial, Throwable failure) {
        List<String> line = new ArrayList<>(trial.cells());
        line.add(failure == null ? "kept" : "BROKEN");
        lines.put(trial.number(), line);
        write(table());
    }

    @Override
    public void close() {
        System.out.println("\n" + table());
    }

    private String table() {
        StringBuilder table = new StringBuilder();
        append(table, HEAD);
        append(table, HEAD.stream().map(cell -> "---").toList());
        lines.values().forEach(line -> append(table, line));
        return table.toString();
    }

    private static synchronized void write(String table) {
        Path file = Path.of("target", "faults", "report.md");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(StringBuilder table, List<String> cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
