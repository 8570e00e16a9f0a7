package com.nevermisscall.callservice.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Plays a script of pgbench of the plain kind we have: the variable {@code n} is a random number, the rest is SQL. */
final class ScriptClient {

    private static final Pattern VARIABLE = Pattern.compile("(?<!:):n\\b");

    private final String url;
    private final List<String> statements;
    private final int first;
    private final int last;

    ScriptClient(String url, String script, int first, int last) {
        this.url = url;
        this.first = first;
        this.last = last;
        String sql = script.lines().filter(line -> !line.startsWith("\\")).reduce("", (a, b) -> a + "\n" + b);
        // JDBC begins a transaction by itself.
        this.statements = Stream.of(sql.split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty() && !statement.equals("BEGIN") && !statement.equals("COMMIT"))
                .toList();
    }

    /** Transactions in a second, over that many connections. */
    double rate(int connections, long nanos) throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(connections);
        long begin = System.nanoTime();
        try {
            List<Future<Long>> counts = new ArrayList<>();
            for (int client = 0; client < connections; client++) {
                counts.add(clients.submit(() -> play(begin + nanos)));
            }
            long all = 0;
            for (Future<Long> count : counts) {
                all += count.get();
            }
            return all / ((System.nanoTime() - begin) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            clients.shutdownNow();
        }
    }

    private long play(long end) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            List<PreparedStatement> prepared = new ArrayList<>();
            for (String statement : statements) {
                prepared.add(
                        connection.prepareStatement(VARIABLE.matcher(statement).replaceAll("?")));
            }
            long count = 0;
            while (System.nanoTime() < end) {
                String number = Integer.toString(ThreadLocalRandom.current().nextInt(first, last + 1));
                for (PreparedStatement statement : prepared) {
                    for (int n = 1; n <= statement.getParameterMetaData().getParameterCount(); n++) {
                        statement.setString(n, number);
                    }
                    statement.execute();
                }
                connection.commit();
                count++;
            }
            return count;
        }
    }
}
