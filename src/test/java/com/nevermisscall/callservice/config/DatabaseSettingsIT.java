package com.nevermisscall.callservice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nevermisscall.callservice.support.TestDatabaseInitializer;
import java.time.Duration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.context.ContextConfiguration;

/** What application.yaml says of the database reaches the database. */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@ContextConfiguration(initializers = TestDatabaseInitializer.class)
class DatabaseSettingsIT {

    private static final String DUPLICATE = "INSERT INTO phones SELECT '+12125551234' FROM generate_series(1, 2)";

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private JdbcTransactionManager transactions;

    @Autowired
    private ServerProperties server;

    @Autowired
    private FlywayConfigurationCustomizer migrations;

    @Test
    void aSessionIsBoundedInTime() {
        assertThat(show("statement_timeout")).isEqualTo("5s");
        assertThat(show("lock_timeout")).isEqualTo("2s");
        assertThat(show("idle_in_transaction_session_timeout")).isEqualTo("10s");
    }

    @Test
    void aConstraintDoesNotTellTheValuesItRefuses() {
        database.execute("CREATE TABLE phones (phone text PRIMARY KEY)");

        assertThatThrownBy(() -> database.execute(DUPLICATE))
                .rootCause()
                .message()
                .contains("phones_pkey")
                .doesNotContain("2125551234");
    }

    @Test
    void requestTimeoutBoundsTransactionsAndTheDeliveryOfARequest() {
        assertThat(transactions.getDefaultTimeout()).isEqualTo(30);
        assertThat(server.getTomcat().getConnectionTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void migrationsMayTakeLonger() {
        FluentConfiguration flyway = new FluentConfiguration();
        migrations.customize(flyway);

        assertThat(new JdbcTemplate(flyway.getDataSource()).queryForObject("SHOW statement_timeout", String.class))
                .isEqualTo("0");
    }

    private String show(String setting) {
        return database.queryForObject("SHOW " + setting, String.class);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionManagerCustomizationAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class
    })
    @Import({DatabaseConfiguration.class, TimeConfiguration.class, SlowQueries.class})
    @EnableConfigurationProperties({ServerProperties.class, SlowQueryProperties.class})
    static class Database {}
}
