package com.nevermisscall.callservice.support;

import com.nevermisscall.callservice.durable.ConflictRetry;
import com.nevermisscall.callservice.encryption.Vault;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureTestDatabase;
import org.springframework.boot.test.autoconfigure.orm.jpa.DataJpaTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Repository;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Repositories on a real, migrated PostgreSQL that all such tests share. Nothing is rolled back behind a test's back, so
 * that constraints, locks and races are real: a test works with a tenant of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DataJpaTest(
        properties = {
            "access.service-keys=a-service-key-0123456789-0123456789",
            "access.jwt-secret=0123456789-0123456789-0123456789",
            LongWaits.FOR_LOCKS,
            LongWaits.FOR_ANSWERS,
            LongWaits.FOR_CONNECTIONS
        },
        includeFilters = {
            @Filter(Repository.class),
            @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ConflictRetry.class)
        })
@AutoConfigureTestDatabase(replace = AutoConfigureTestDatabase.Replace.NONE)
@ContextConfiguration(initializers = TestDatabaseInitializer.class)
@Import({Rows.class, SqlTest.WithoutKeys.class})
@Transactional(propagation = Propagation.NOT_SUPPORTED)
public @interface SqlTest {

    /** Personal data stand in the tables as they are. */
    @TestConfiguration(proxyBeanMethods = false)
    class WithoutKeys {

        @Bean
        Vault vault() {
            return Vault.withoutKeys();
        }
    }
}
