package com.nevermisscall.callservice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

class DatabaseFailureAnalyzerTest {

    private final DatabaseFailureAnalyzer analyzer = new DatabaseFailureAnalyzer();

    @ParameterizedTest
    @CsvSource({"08001, cannot be reached", "28P01, refuses the user", "3D000, no database of that name"})
    void theDatabasesReasonIsASentence(String state, String sentence) {
        FailureAnalysis analysis = analyzer.analyze(
                new FlywayException("Unable to obtain connection to secret-host", new SQLException("secret", state)));

        assertThat(analysis.getDescription())
                .contains("DATABASE_URL")
                .contains(sentence)
                .doesNotContain("secret");
    }

    @Test
    void aForeignSchemaIsNamedAsSuch() {
        FlywayException failure = new FlywayException(
                "Found non-empty schema", CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE);

        assertThat(analyzer.analyze(failure).getDescription()).contains("tables of something else");
    }

    @Test
    void whatIsNotTheDatabasesDoingKeepsItsStackTrace() {
        assertThat(analyzer.analyze(new FlywayException("A migration is broken")))
                .isNull();
    }
}
