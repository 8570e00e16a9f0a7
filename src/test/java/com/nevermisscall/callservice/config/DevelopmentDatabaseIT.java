package com.nevermisscall.callservice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.support.RunsBeside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RunsBeside
class DevelopmentDatabaseIT {

    private static final Duration START = Duration.ofSeconds(60);
    /** What the disk of a busy machine takes its time for is no fault to be told of. */
    private static final Map<String, String> ANY_SPEED = Map.of("SLOW_QUERY_MS", "0");

    @TempDir
    Path folder;

    /** So that the folder is all that is to be deleted. */
    @AfterEach
    void unlink() throws IOException {
        UnpackedPostgres.unlinkFrom(folder.resolve(".data"));
    }

    /** Unpacks PostgreSQL as well; the other tests find it unpacked. */
    @Test
    void keepsItsDataBetweenRuns() throws Exception {
        Path data = folder.resolve(".data");
        try (DevelopmentDatabase database = DevelopmentDatabase.start(data)) {
            execute(database, "CREATE TABLE kept (id int)");
            execute(database, "INSERT INTO kept VALUES (42)");
        }
        assertThat(data.resolve("database/postmaster.pid")).doesNotExist();

        try (DevelopmentDatabase database = DevelopmentDatabase.start(data)) {
            assertThat(number(database, "SELECT id FROM kept")).isEqualTo(42);
        }
    }

    @Test
    void aSecondServiceInTheSameFolderIsRefusedAndTheFirstGoesOn() throws Exception {
        UnpackedPostgres.linkInto(folder.resolve(".data"));
        try (DevelopmentDatabase first = DevelopmentDatabase.start(folder.resolve(".data"));
                DevelopmentProcess second = DevelopmentProcess.start(folder, Map.of())) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.output())
                    .contains("Another as-call-service is running with the development database in ")
                    .doesNotContain("\tat ");
            assertThatThrownBy(() -> DevelopmentDatabase.start(folder.resolve(".data")))
                    .isInstanceOf(StartRefusedException.class);

            assertThat(number(first, "SELECT 1")).isEqualTo(1);
        }
    }

    @Test
    void theServerThatAKilledServiceLeftIsStoppedAndItsDataKept() throws Exception {
        UnpackedPostgres.linkInto(folder.resolve(".data"));
        try (DevelopmentProcess service = DevelopmentProcess.start(folder, Map.of())) {
            await().atMost(START).until(service::isReady);
            service.kill();
        }
        long leftover = postmaster().pid();

        try (DevelopmentDatabase database = DevelopmentDatabase.start(folder.resolve(".data"))) {
            await().atMost(START).until(() -> ProcessHandle.of(leftover).isEmpty());
            assertThat(number(database, "SELECT count(*) FROM starts")).isEqualTo(1);
        }
    }

    @Test
    void aProcessNumberThatBelongsToAnotherProgramByNowIsNotStopped() throws Exception {
        Path data = folder.resolve(".data");
        UnpackedPostgres.linkInto(data);
        DevelopmentDatabase.start(data).close();
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    data.resolve("database/postmaster.pid"), other.pid() + "\n" + data.resolve("database") + "\n");

            try (DevelopmentDatabase database = DevelopmentDatabase.start(data)) {
                assertThat(number(database, "SELECT 1")).isEqualTo(1);
            }
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroy();
        }
    }

    @Test
    void isStoppedQuietlyWithTheService() throws Exception {
        UnpackedPostgres.linkInto(folder.resolve(".data"));
        try (DevelopmentProcess service = DevelopmentProcess.start(folder, ANY_SPEED)) {
            await().atMost(START).until(service::isReady);
            ProcessHandle postmaster = postmaster();

            service.terminate();

            assertThat(folder.resolve(".data/database/postmaster.pid")).doesNotExist();
            await().atMost(START).until(() -> !postmaster.isAlive());
            assertThat(service.output())
                    .doesNotContain("WARN")
                    .doesNotContain("ERROR")
                    .doesNotContain("\tat ");
        }
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(folder.resolve(".data/database/postmaster.pid"))
                .get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void execute(DevelopmentDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(DevelopmentDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }

    private static Connection connect(DevelopmentDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.username(), "");
    }
}
