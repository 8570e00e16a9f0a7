package com.nevermisscall.callservice.durable;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

/** What the database, its driver or the pool said, wherever in a failure it stands. */
final class SqlFailures {

    /** A chain longer than this is a circle or tells nothing more. */
    private static final int DEEPEST = 32;

    private SqlFailures() {}

    /** Those among the failure and its causes, the outermost first. */
    static Stream<SQLException> in(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast);
    }
}
