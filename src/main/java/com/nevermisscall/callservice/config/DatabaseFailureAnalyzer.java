package com.nevermisscall.callservice.config;

import java.sql.SQLException;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence why the service cannot start with its database, where that is the database's doing. */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FlywayException failure) {
        if (failure.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return analysis(
                    "The database that DATABASE_URL names has tables of something else.",
                    "Give the service a database of its own: an empty one the first time.",
                    failure);
        }
        SQLException reason = findCause(failure, SQLException.class);
        if (reason == null || reason.getSQLState() == null) {
            return null;
        }
        String state = reason.getSQLState();
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "08" ->
                analysis(
                        "The database that DATABASE_URL names cannot be reached.",
                        "Check host and port, and that PostgreSQL is running and lets this machine in.",
                        failure);
            case "28" ->
                analysis(
                        "The database refuses the user or the password of DATABASE_URL.",
                        "Check both; special characters in them must be percent-encoded.",
                        failure);
            case "3D" ->
                analysis(
                        "The database server of DATABASE_URL has no database of that name.",
                        "Create it, empty; the service makes its tables.",
                        failure);
            default -> null;
        };
    }

    private static FailureAnalysis analysis(String description, String action, Throwable failure) {
        return new FailureAnalysis(description, action, failure);
    }
}
