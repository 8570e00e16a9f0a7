package com.nevermisscall.callservice.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import com.nevermisscall.callservice.support.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What {@code --check} says of settings, database and the services beside this one. */
@WireMockTest
class DeploymentCheckIT {

    private static final String SERVICE_KEY = "a-service-key-of-this-test-4711";
    private static final String JWT_SECRET = "a-jwt-secret-of-this-test-of-32-bytes-4711";

    private static final String DATA_KEY = "1:ZGVwbG95bWVudC1jaGVjay1kZXBsb3ltZW50LWNoZWM=";

    private final TestDatabase database = TestDatabase.fresh();
    private final List<String> settings = new ArrayList<>();
    private String somebody;

    @BeforeEach
    void configure(WireMockRuntimeInfo others) {
        somebody = others.getHttpBaseUrl();
        set("DATABASE_URL", url(database.password()));
        set("INTERNAL_SERVICE_KEY", SERVICE_KEY);
        set("JWT_SECRET", JWT_SECRET);
        set("TWILIO_SERVER_URL", somebody);
        set("DISPATCH_AI_URL", somebody + "/ai");
        set("TS_TENANT_SERVICE_URL", somebody.replace("://", "://tenant-user:tenant-word@"));
        set("AS_CONNECTION_SERVICE_URL", somebody);
    }

    @Test
    void allIsWellOnAMigratedDatabase() {
        migrate();

        Result result = check();

        assertThat(result.output())
                .contains("All is well.", "ok     database: PostgreSQL 17", "its schema is up to date")
                .contains("ok     " + somebody + "/ai: answers")
                .doesNotContain("FAILED");
        assertThat(result.code()).isZero();
    }

    @Test
    void pendingMigrationsAreNamedAndNotMade() throws SQLException {
        Result result = check();

        assertThat(result.output()).contains("a start would migrate: V1__schema.sql", "All is well.");
        assertThat(result.code()).isZero();
        assertThat(tables()).isZero();
    }

    @Test
    void settingsAreShownWithoutSecrets() {
        Result result = check("--MAX_CONVERSATION_MESSAGES=77", "--DATA_ENCRYPTION_KEYS=" + DATA_KEY);

        assertThat(result.output())
                .contains("MAX_CONVERSATION_MESSAGES=77 (command line)", "PORT=3104 (default)")
                .contains("INTERNAL_SERVICE_KEY=******** (command line)", "JWT_SECRET=********")
                .contains("DATABASE_URL=postgresql://********@")
                .contains("CORS_ORIGINS= (default)", "RATE_LIMIT_SERVICE_KEY_PER_SECOND=0 (default)")
                .contains("DATA_ENCRYPTION_KEYS=********")
                .doesNotContain("4711", "tenant-word", "postgres:postgres", DATA_KEY.substring(2));
    }

    @Test
    void aServiceThatIsNotThereFailsTheCheck() {
        set("TWILIO_SERVER_URL", "http://127.0.0.1:1");
        set("DISPATCH_AI_URL", "http://no-such-host.invalid");
        set("AS_CONNECTION_SERVICE_URL", somebody.replace("http:", "https:"));

        Result result = check();

        assertThat(result.output())
                .contains("FAILED http://127.0.0.1:1: cannot be connected to")
                .contains("FAILED http://no-such-host.invalid: has an unknown host name")
                .contains("FAILED https://localhost:" + URI.create(somebody).getPort() + ": does not answer (SSL");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void aDatabaseThatIsNotThereFailsTheCheck() {
        set("DATABASE_URL", "postgresql://user:word-4711@127.0.0.1:1/calls");

        Result result = check();

        assertThat(result.output())
                .contains("FAILED database: cannot be reached")
                .doesNotContain("4711");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void aDatabaseOfSomethingElseFailsTheCheck() throws SQLException {
        execute("CREATE TABLE stamps (id int)");

        Result result = check();

        assertThat(result.output()).contains("FAILED database: PostgreSQL 17", "tables of something else");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void aSchemaThatAnotherReleaseMadeFailsTheCheck() throws SQLException {
        migrate();
        execute("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'");

        Result result = check();

        assertThat(result.output()).contains("was migrated by another release: V1 schema");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void badSettingsAreRefusedAllAtOnce(CapturedOutput log) {
        Result result = check("--PORT=x", "--CORS_ORIGINS=*");

        assertThat(result.code()).isEqualTo(1);
        assertThat(log.getAll()).contains("PORT must be between", "CORS_ORIGINS must not be *");
    }

    /** The last setting of a name wins. */
    private void set(String variable, String value) {
        settings.removeIf(setting -> setting.startsWith("--" + variable + "="));
        settings.add("--" + variable + "=" + value);
    }

    private Result check(String... more) {
        List<String> args = new ArrayList<>(settings);
        args.addAll(List.of(more));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int code = DeploymentCheck.run(
                new PrintStream(printed, true, StandardCharsets.UTF_8), args.toArray(String[]::new));
        return new Result(code, printed.toString(StandardCharsets.UTF_8));
    }

    private String url(String password) {
        return database.url()
                .replace("jdbc:postgresql://", "postgresql://" + database.username() + ":" + password + "@");
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(database.url(), database.username(), database.password())
                .load()
                .migrate();
    }

    private long tables() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record Result(int code, String output) {}
}
