package com.nevermisscall.callservice.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

class TestDatabaseIT {

    @Test
    void aFreshDatabaseIsEmptyAndOnesOwn() throws SQLException {
        TestDatabase mine = TestDatabase.fresh();
        execute(mine, "CREATE TABLE mine (id int)");

        assertThat(tables(mine)).isEqualTo("1");
        assertThat(tables(TestDatabase.fresh())).isEqualTo("0");
    }

    @Test
    void aNamedDatabaseIsShared() {
        assertThat(TestDatabase.named("shared")).isEqualTo(TestDatabase.named("shared"));
    }

    @Test
    void theSessionIsNotInUtc() throws SQLException {
        assertThat(single(TestDatabase.fresh(), "SHOW TimeZone")).isNotEqualTo("UTC");
        assertThat(single(TestDatabase.fresh(), "SELECT current_setting('server_version_num')::int / 10000"))
                .isEqualTo("17");
    }

    @Test
    void theInitializerSetsTheDataSource() {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            new TestDatabaseInitializer().initialize(context);

            assertThat(context.getEnvironment().getProperty("spring.datasource.url"))
                    .startsWith("jdbc:postgresql://");
            assertThat(context.getEnvironment().getProperty("spring.datasource.username"))
                    .isNotBlank();
        }
    }

    private static String tables(TestDatabase database) throws SQLException {
        return single(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'");
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String single(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
