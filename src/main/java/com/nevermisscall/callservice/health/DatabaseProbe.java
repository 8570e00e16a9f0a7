package com.nevermisscall.callservice.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Asks the database whether it is there, within a second. One question runs at a time and all who ask meanwhile share
 * its answer, so that probes, which need no credentials, cannot drain the pool and a hanging database cannot pile up
 * threads.
 */
@Component
class DatabaseProbe implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(DatabaseProbe.class);
    private static final int LIMIT_SECONDS = 1;

    private final DataSource database;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(DatabaseProbe::daemon);
    private final AtomicReference<CompletableFuture<Boolean>> running = new AtomicReference<>();

    DatabaseProbe(DataSource database) {
        this.database = database;
    }

    /** Whether the database answered within a second; never throws for a database that did not. */
    boolean isReachable() {
        try {
            return question().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The database could not be asked", e.getCause());
        }
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }

    private CompletableFuture<Boolean> question() {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> current = running.compareAndExchange(null, mine);
        if (current == null) {
            worker.execute(() -> answer(mine));
            return mine;
        }
        return current;
    }

    private void answer(CompletableFuture<Boolean> question) {
        boolean reachable = false;
        try (Connection connection = database.getConnection()) {
            reachable = connection.isValid(LIMIT_SECONDS);
        } catch (SQLException e) {
            log.debug("The database did not answer: SQLSTATE {}", e.getSQLState());
        } finally {
            running.set(null);
            question.complete(reachable);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "database-probe");
        thread.setDaemon(true);
        return thread;
    }
}
