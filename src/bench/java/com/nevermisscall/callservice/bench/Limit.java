package com.nevermisscall.callservice.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PostgreSQL does alone with the rows of an operation, all in one transaction, over 16 connections: by pgbench where
 * it is installed, else by {@link ScriptClient}.
 */
final class Limit {

    static final int CLIENTS = 16;
    private static final int THREADS = 2;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final int port;
    private final String databaseName;
    private final Path folder;
    private final Optional<String> pgbench = pgbench();

    Limit(int port, String databaseName, Path folder) {
        this.port = port;
        this.databaseName = databaseName;
        this.folder = folder;
    }

    /** Who measures it. */
    String by() {
        return pgbench.orElse("a JDBC client in place of pgbench, which is not installed");
    }

    /** Transactions in a second. */
    double of(Operation operation, int seconds) throws IOException, InterruptedException {
        String script = script(operation);
        return pgbench.isPresent() ? byPgbench(operation, script, seconds) : byClient(operation, script, seconds);
    }

    private double byPgbench(Operation operation, String script, int seconds) throws IOException, InterruptedException {
        Path file = folder.resolve(operation.limit());
        Files.writeString(file, script);
        Process process = new ProcessBuilder(
                        "pgbench",
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        Integer.toString(CLIENTS),
                        "-j",
                        Integer.toString(THREADS),
                        "-T",
                        Integer.toString(seconds),
                        "-D",
                        "first=" + operation.first(),
                        "-D",
                        "last=" + operation.last(),
                        "-f",
                        file.toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-U",
                        "postgres",
                        databaseName)
                .redirectErrorStream(true)
                .start();
        String output = text(process);
        Matcher rate = RATE.matcher(output);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IllegalStateException("pgbench: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    private double byClient(Operation operation, String script, int seconds) throws InterruptedException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + databaseName + "?user=postgres";
        ScriptClient client = new ScriptClient(url, script, operation.first(), operation.last());
        return client.rate(CLIENTS, TimeUnit.SECONDS.toNanos(seconds));
    }

    private static String script(Operation operation) throws IOException {
        try (InputStream script = Limit.class.getResourceAsStream("/limit/" + operation.limit())) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Optional<String> pgbench() {
        try {
            Process process = new ProcessBuilder("pgbench", "--version")
                    .redirectErrorStream(true)
                    .start();
            String version = text(process).strip();
            return process.waitFor() == 0 ? Optional.of(version) : Optional.empty();
        } catch (IOException notInstalled) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(Process process) throws IOException {
        StringBuilder text = new StringBuilder();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }
}
