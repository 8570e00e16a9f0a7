package com.nevermisscall.callservice.durable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The schedulers' way to the database. While the database is away it waits instead of failing: the schedulers have
 * nothing else to do, would tell each vain poll and heartbeat with a stack trace, and would leave a row picked whose
 * end they could not write, until it is found dead. A connection is tried before it is handed out, because one that the
 * outage cut looks like any other.
 */
final class SteadyConnections extends DelegatingDataSource {

    private static final int TRIAL_MILLIS = (int) Duration.ofSeconds(1).toMillis();

    private volatile boolean stopping;

    SteadyConnections(DataSource pool) {
        super(pool);
    }

    /** Waits no longer: who is stopped cannot wait for a database that may never come back. */
    void stopWaiting() {
        stopping = true;
    }

    /**
     * A connection that works.
     *
     * @throws SQLException after {@link #stopWaiting} or an interrupt, and for whatever no waiting mends
     */
    @Override
    public Connection getConnection() throws SQLException {
        while (true) {
            Connection connection = awaited();
            try {
                return tried(connection);
            } catch (SQLException e) {
                connection.close();
                throwUnlessWaiting(e);
            }
        }
    }

    /** The pool's own wait, a second, is the pause between two tries. */
    private Connection awaited() throws SQLException {
        while (true) {
            try {
                return super.getConnection();
            } catch (SQLTransientConnectionException e) {
                throwUnlessWaiting(e);
            }
        }
    }

    private void throwUnlessWaiting(SQLException e) throws SQLException {
        if (stopping || Thread.currentThread().isInterrupted() || !DatabaseAway.isCauseOf(e)) {
            throw e;
        }
    }

    /** The pool sees the failure of a trial too, and drops that connection. */
    private static Connection tried(Connection connection) throws SQLException {
        try (Statement trial = connection.createStatement()) {
            int usual = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, TRIAL_MILLIS);
            trial.execute("SELECT 1");
            connection.setNetworkTimeout(Runnable::run, usual);
            return connection;
        }
    }
}
