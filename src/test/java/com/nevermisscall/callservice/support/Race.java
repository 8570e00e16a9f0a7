package com.nevermisscall.callservice.support;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two transactions on two connections that meet at a lock, always in the same order. */
public final class Race {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public Race(JdbcClient jdbc, PlatformTransactionManager transactionManager) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactionManager);
    }

    /**
     * Commits the first only when the second waits for it, and returns what the second then came to. The second opens
     * its own transaction if it wants one. Fails when the second does not wait.
     */
    public <T> T loser(Runnable first, Supplier<T> second) {
        return transaction
                .execute(status -> {
                    first.run();
                    CompletableFuture<T> loser = CompletableFuture.supplyAsync(second);
                    awaitEither(loser);
                    if (loser.isDone()) {
                        throw new AssertionError("Nothing made the second wait: it came to " + loser.join());
                    }
                    return loser;
                })
                .join();
    }

    /** Runs the second on another connection while the first is not committed; fails when that has to wait. */
    public <T> T meanwhile(Runnable first, Supplier<T> second) {
        return transaction.execute(status -> {
            first.run();
            CompletableFuture<T> other = CompletableFuture.supplyAsync(second);
            awaitEither(other);
            if (!other.isDone()) {
                throw new AssertionError("The second had to wait for the first");
            }
            return other.join();
        });
    }

    /** In this thread, which holds the transaction that is waited for. */
    private void awaitEither(CompletableFuture<?> second) {
        await().pollInSameThread()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> second.isDone() || waitsForUs());
    }

    private boolean waitsForUs() {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM pg_locks
                                       WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))""").query(Boolean.class).single();
    }
}
