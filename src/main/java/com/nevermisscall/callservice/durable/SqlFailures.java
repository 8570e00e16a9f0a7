package com.nevermisscall.callservice.durable;

import com.nevermisscall.callservice.web.Causes;
import java.sql.SQLException;
import java.util.stream.Stream;

/** What the database, its driver or the pool said, wherever in a failure it stands. */
final class SqlFailures {

    private SqlFailures() {}

    /** Those among the failure and its causes, the outermost first. */
    static Stream<SQLException> in(Throwable failure) {
        return Causes.of(failure).filter(SQLException.class::isInstance).map(SQLException.class::cast);
    }
}
