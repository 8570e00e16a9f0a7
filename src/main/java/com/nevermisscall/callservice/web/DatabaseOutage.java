package com.nevermisscall.callservice.web;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * Tells failures that pass when tried again (database unreachable, pool exhausted, query or lock timed out) from those
 * that do not. The names are Spring's, the rest is known by its SQLSTATE, whichever layer wrapped it.
 */
final class DatabaseOutage {

    private static final List<Class<? extends Exception>> PASSING = List.of(
            CannotCreateTransactionException.class,
            TransactionTimedOutException.class,
            DataAccessResourceFailureException.class,
            TransientDataAccessException.class,
            SQLTransientException.class,
            SQLRecoverableException.class,
            SQLNonTransientConnectionException.class);

    /** Connection, conflict, resources, operator's intervention (shutdown, cancelled query), system error. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57", "58");

    private static final Set<String> PASSING_STATES = Set.of("55P03", "25P03");

    private DatabaseOutage() {}

    static boolean isCauseOf(Throwable failure) {
        return Causes.of(failure).anyMatch(DatabaseOutage::passes);
    }

    private static boolean passes(Throwable failure) {
        if (PASSING.stream().anyMatch(type -> type.isInstance(failure))) {
            return true;
        }
        return failure instanceof SQLException sql && passes(sql.getSQLState());
    }

    /** Whatever the database says has a state; what has none says the pool, of a connection that broke in its hands. */
    private static boolean passes(String state) {
        return state == null
                || state.length() == 5
                        && (PASSING_CLASSES.contains(state.substring(0, 2)) || PASSING_STATES.contains(state));
    }
}
