package com.nevermisscall.callservice.durable;

import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Tells whether work failed because there was no connection to the database, or it was cut while in use. */
final class DatabaseAway {

    /** The server is being stopped, has crashed, or cannot take connections yet (starting, recovering). */
    private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03");

    /** The SQLSTATE class of everything that is wrong with a connection. */
    private static final String CONNECTION = "08";

    private DatabaseAway() {}

    static boolean isCauseOf(Throwable failure) {
        return SqlFailures.in(failure)
                .anyMatch(sql -> sql instanceof SQLTransientConnectionException || isAway(sql.getSQLState()));
    }

    /** Only the pool gives no state: the connection was cut, and what used it next (a rollback) found it closed. */
    private static boolean isAway(String state) {
        return state == null || state.startsWith(CONNECTION) || SERVER_GONE.contains(state);
    }
}
