package com.nevermisscall.callservice.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.SqlTest;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** SQL that takes long is in the log, whoever asked, and what it was asked with is not. */
@SqlTest
@Import({DatabaseConfiguration.class, TimeConfiguration.class, SlowQueries.class})
@EnableConfigurationProperties(SlowQueryProperties.class)
@TestPropertySource(properties = "sql.slow-millis=500")
@ExtendWith(OutputCaptureExtension.class)
@Isolated("What is printed meanwhile must be its own")
class SlowQueriesIT {

    private static final String SECRET = "a customer's words";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private EntityManager entities;

    @Test
    void aSlowStatementOfJdbcIsLoggedWithoutItsParameters(CapturedOutput log) {
        jdbc.sql("SELECT pg_sleep(0.6), ?::text AS of_jdbc")
                .param(SECRET)
                .query()
                .listOfRows();

        assertThat(log.getOut())
                .containsPattern("WARN +SlowQueries.*Slow SQL, \\d+ ms: SELECT pg_sleep\\(0.6\\), \\?::text AS of_jdbc")
                .doesNotContain(SECRET);
    }

    @Test
    void aSlowStatementOfHibernateIsLoggedWithoutItsParameters(CapturedOutput log) {
        entities.createNativeQuery("SELECT cast(pg_sleep(0.6) AS text), cast(:words AS text) AS of_hibernate")
                .setParameter("words", SECRET)
                .getResultList();

        assertThat(log.getOut())
                .containsPattern("Slow SQL, \\d+ ms: SELECT .*of_hibernate")
                .doesNotContain(SECRET);
    }

    @Test
    void aQuickStatementIsNot(CapturedOutput log) {
        jdbc.sql("SELECT 'quick'").query().listOfRows();

        assertThat(log.getOut()).doesNotContain("'quick'");
    }
}
