package com.nevermisscall.callservice.config;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Opens the pool's connections. When the database goes away it tries four times a second until the database is back, so
 * that the pool has connections again at once; the pool itself would try less and less often, every five seconds in the
 * end. It tells of an outage: once when it begins, once a minute while it lasts, once when it is over. Before the first
 * connection there is no patience: a start without a database fails. During an outage nobody waits long for a connection
 * that cannot come.
 */
final class PatientConnections extends DelegatingDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(PatientConnections.class);

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration REMINDER = Duration.ofMinutes(1);

    /** The least that the pool allows. */
    private static final Duration LONGEST_WAIT_IN_OUTAGE = Duration.ofMillis(250);

    private final HikariDataSource pool;
    private final Clock clock;
    private final long longestWaitMillis;
    private volatile boolean opened;

    private PatientConnections(HikariDataSource pool, Clock clock) {
        super(new DriverDataSource(
                pool.getJdbcUrl(),
                pool.getDriverClassName(),
                pool.getDataSourceProperties(),
                pool.getUsername(),
                pool.getPassword()));
        this.pool = pool;
        this.clock = clock;
        this.longestWaitMillis = pool.getConnectionTimeout();
    }

    /** Makes a pool that has its settings, but no connections yet, open them patiently. */
    static void openFor(HikariDataSource pool, Clock clock) {
        pool.setDataSource(new PatientConnections(pool, clock));
    }

    /**
     * A new connection, as soon as one can be had.
     *
     * @throws SQLException before the first one, or when the pool has been closed
     */
    @Override
    public Connection getConnection() throws SQLException {
        return patiently(super::getConnection);
    }

    /** As {@link #getConnection()}; it is this one that the pool calls where it has been given a user. */
    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return patiently(() -> super.getConnection(username, password));
    }

    private Connection patiently(Opening opening) throws SQLException {
        try {
            Connection connection = opening.open();
            opened = true;
            return connection;
        } catch (SQLException e) {
            if (!opened) {
                throw e;
            }
            pool.setConnectionTimeout(LONGEST_WAIT_IN_OUTAGE.toMillis());
            try {
                return afterOutage(e, opening);
            } finally {
                pool.setConnectionTimeout(longestWaitMillis);
            }
        }
    }

    private Connection afterOutage(SQLException first, Opening opening) throws SQLException {
        Instant began = clock.instant();
        Instant told = began;
        LOG.warn("The database cannot be reached and is tried until it can: {}", reason(first));
        SQLException latest = first;
        while (!pool.isClosed() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            try {
                Connection connection = opening.open();
                LOG.info("The database can be reached again, after {} s", secondsSince(began));
                return connection;
            } catch (SQLException e) {
                latest = e;
            }
            if (told.plus(REMINDER).isBefore(clock.instant())) {
                told = clock.instant();
                LOG.warn("The database has been out of reach for {} s: {}", secondsSince(began), reason(latest));
            }
        }
        throw latest;
    }

    private long secondsSince(Instant began) {
        return Duration.between(began, clock.instant()).toSeconds();
    }

    /** The first line: what the server adds below it is of no use here. */
    private static String reason(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.lines().findFirst().orElse("") + " (SQLSTATE " + failure.getSQLState() + ")";
    }

    /** The one try to open a connection. */
    @FunctionalInterface
    private interface Opening {
        Connection open() throws SQLException;
    }
}
