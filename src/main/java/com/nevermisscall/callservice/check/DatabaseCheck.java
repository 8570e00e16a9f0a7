package com.nevermisscall.callservice.check;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.ValidateResult;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Whether the database is there, and what a start would do to its schema. */
final class DatabaseCheck {

    private static final String SUBJECT = "database";
    private static final String SECONDS = "5";

    private DatabaseCheck() {}

    static Finding find(Environment environment) {
        String url = environment.getProperty("spring.datasource.url");
        if (!StringUtils.hasText(url)) {
            return Finding.good(SUBJECT, "development mode, the service starts a PostgreSQL of its own");
        }
        String username = environment.getProperty("spring.datasource.username");
        String password = environment.getProperty("spring.datasource.password");
        try (Connection connection = DriverManager.getConnection(url, credentials(username, password))) {
            Flyway flyway = Flyway.configure()
                    .dataSource(url, username, password)
                    .ignoreMigrationPatterns("*:pending", "*:future")
                    .load();
            return schema(connection, flyway);
        } catch (SQLException e) {
            return Finding.bad(SUBJECT, reason(String.valueOf(e.getSQLState())));
        } catch (FlywayException e) {
            return Finding.bad(SUBJECT, "its schema cannot be read");
        }
    }

    private static Properties credentials(String username, String password) {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", SECONDS);
        properties.setProperty("socketTimeout", SECONDS);
        if (username != null) {
            properties.setProperty("user", username);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    private static Finding schema(Connection connection, Flyway flyway) throws SQLException {
        String server = "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
        if (flyway.info().current() == null && hasTables(connection)) {
            return Finding.bad(SUBJECT, server + " answers, but has tables of something else");
        }
        ValidateResult validation = flyway.validateWithResult();
        if (!validation.validationSuccessful) {
            return Finding.bad(
                    SUBJECT,
                    server + " answers, but was migrated by another release: "
                            + validation.invalidMigrations.stream()
                                    .map(migration -> "V" + migration.version + " " + migration.description)
                                    .collect(Collectors.joining(", ")));
        }
        MigrationInfo[] pending = flyway.info().pending();
        return Finding.good(
                SUBJECT,
                server
                        + (pending.length == 0
                                ? " answers, its schema is up to date"
                                : " answers; a start would migrate: "
                                        + Arrays.stream(pending)
                                                .map(MigrationInfo::getScript)
                                                .collect(Collectors.joining(", "))));
    }

    private static boolean hasTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(
                        "SELECT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema())")) {
            return tables.next() && tables.getBoolean(1);
        }
    }

    private static String reason(String sqlState) {
        return switch (sqlState.substring(0, Math.min(2, sqlState.length()))) {
            case "08" -> "cannot be reached";
            case "28" -> "refuses the user or the password";
            case "3D" -> "the server has none of that name";
            default -> "does not answer as it should (SQLSTATE " + sqlState + ")";
        };
    }
}
