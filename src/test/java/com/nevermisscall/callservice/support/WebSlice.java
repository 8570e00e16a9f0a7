package com.nevermisscall.callservice.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.TestPropertySource;

/**
 * A slice of the given controllers behind the service's real security, envelope and JSON rules, at a fixed time. Rooms
 * with user endpoints add their {@code ResourceOwner}; tokens come from the {@code UserTokens} bean.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WebMvcTest(excludeAutoConfiguration = {ErrorMvcAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@Import(WebSlice.FixedTime.class)
@TestPropertySource(
        properties = {
            "access.service-keys=" + WebSlice.SERVICE_KEY + "," + WebSlice.NEXT_SERVICE_KEY,
            "access.jwt-secret=" + WebSlice.JWT_SECRET,
            "access.cors-origins=" + WebSlice.DASHBOARD
        })
public @interface WebSlice {

    String SERVICE_KEY = "slice-service-key-of-today";
    String NEXT_SERVICE_KEY = "slice-service-key-of-tomorrow";
    String JWT_SECRET = "slice-jwt-secret-of-forty-characters-len";
    String DASHBOARD = "https://dashboard.example";
    String NOW = "2026-01-31T12:00:00Z";

    /** The controllers in the slice. */
    @AliasFor(annotation = WebMvcTest.class, attribute = "controllers")
    Class<?>[] value();

    /** The time at which every slice runs. */
    @TestConfiguration(proxyBeanMethods = false)
    class FixedTime {

        @Bean
        Clock clock() {
            return Clock.fixed(Instant.parse(NOW), ZoneOffset.UTC);
        }
    }
}
