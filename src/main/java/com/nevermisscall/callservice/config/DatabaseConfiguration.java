package com.nevermisscall.callservice.config;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Where the database is, and how its schema is brought up to date. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /**
     * Migrations get a connection of their own: the pool's are bounded to answers of seconds, which a migration of a
     * large table may not meet.
     */
    @Bean
    FlywayConfigurationCustomizer migrationsWithoutTimeouts(JdbcConnectionDetails database) {
        return flyway -> flyway.dataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword());
    }

    /** Done when Spring Boot has given the pool its settings, and before anybody asks it for a connection. */
    @Bean
    static BeanPostProcessor patientAndWatchedPool(
            ObjectProvider<Clock> clock, ObjectProvider<SlowQueries> slowQueries) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    PatientConnections.openFor(pool, clock.getObject());
                    slowQueries.getObject().watch(pool);
                }
                return bean;
            }
        };
    }

    /** Development mode: the service starts its own PostgreSQL, as {@link StartupSettings} decided. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(StartupSettings.DEVELOPMENT_FOLDER)
    static class Development {

        @Bean
        DevelopmentDatabase developmentDatabase(Environment environment) {
            return DevelopmentDatabase.start(
                    Path.of(environment.getRequiredProperty(StartupSettings.DEVELOPMENT_FOLDER)));
        }

        /** The pool depends on this bean, so Spring closes it before the database stops. */
        @Bean
        JdbcConnectionDetails developmentConnection(DevelopmentDatabase database) {
            return new JdbcConnectionDetails() {
                @Override
                public String getJdbcUrl() {
                    return database.url();
                }

                @Override
                public String getUsername() {
                    return database.username();
                }

                @Override
                public String getPassword() {
                    return "";
                }
            };
        }
    }
}
