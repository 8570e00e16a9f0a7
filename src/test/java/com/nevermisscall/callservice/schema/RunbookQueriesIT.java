package com.nevermisscall.callservice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What whoever is on call is told to ask the database can be asked, and what is run after a restore does what it says. */
class RunbookQueriesIT {

    private static final Pattern SQL = Pattern.compile("^```sql\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    private JdbcClient jdbc;

    @BeforeEach
    void fill() {
        Schemas schemas = Schemas.inFreshDatabase();
        schemas.migrate("public", MigrationVersion.LATEST);
        schemas.writeReleaseOne("public");
        jdbc = schemas.jdbc();
    }

    static Stream<String> queries() throws IOException {
        return Stream.of(
                        Files.readString(Path.of("docker/prometheus/runbooks.md")),
                        Files.readString(Path.of("README.md")))
                .flatMap(text -> SQL.matcher(text).results())
                .map(MatchResult::group)
                .map(block -> block.substring("```sql\n".length(), block.length() - "```".length()));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryOfTheRunbooksCanBeAsked(String query) {
        assertThat(jdbc.sql(query.strip().replaceFirst(";$", "")).query().listOfRows())
                .isNotNull();
    }

    /** One conversation counts down, in another the AI owes an answer. */
    @Test
    void afterARestoreTheAiIsSilentAndPeopleAreAwaited() throws IOException {
        jdbc.sql(Files.readString(Path.of("docker/after-restore.sql"))).update();

        assertThat(jdbc.sql("SELECT count(*) FROM conversations WHERE countdown_turn IS NOT NULL OR responder = 'AI'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("SELECT turn FROM conversations WHERE status = 'ACTIVE' AND responder = 'NOBODY'"
                                + " AND unanswered_since IS NOT NULL ORDER BY turn")
                        .query(Integer.class)
                        .list())
                .containsExactly(2, 3);
        assertThat(jdbc.sql("SELECT count(*) FROM outbox_events")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
