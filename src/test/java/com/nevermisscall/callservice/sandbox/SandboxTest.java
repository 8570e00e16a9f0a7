package com.nevermisscall.callservice.sandbox;

import com.nevermisscall.callservice.security.AccessProperties;
import com.nevermisscall.callservice.security.UserTokens;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.codec.CodecsAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.function.client.WebClientAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** The sandbox over HTTP with nothing else of the service, at ten in the morning of 3 March 2026 in Los Angeles. */
@Retention(RetentionPolicy.RUNTIME)
@WebMvcTest
@ImportAutoConfiguration({CodecsAutoConfiguration.class, WebClientAutoConfiguration.class})
@ContextConfiguration(classes = SandboxTest.Slice.class)
@TestPropertySource(
        properties = {
            "sandbox.enabled=true",
            "access.service-keys=" + SandboxTest.KEY,
            "access.jwt-secret=dev-jwt-secret-dev-jwt-secret-dev!",
            "access.cors-origins=",
            // Who may call what is tested where it is decided: the sandbox is open to all.
            "spring.autoconfigure.exclude="
                    + "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration,"
                    + "org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration,"
                    + "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration"
        })
@MockitoBean(types = {UserTokens.class, JdbcClient.class})
@interface SandboxTest {

    String KEY = "dev-key-for-tests";

    /** No {@code @Configuration}, or every slice of the room would find it by its scan. */
    @ComponentScan
    @EnableConfigurationProperties(AccessProperties.class)
    class Slice {

        @Bean
        Clock clock() {
            return Clock.fixed(Instant.parse("2026-03-03T18:00:00Z"), ZoneOffset.UTC);
        }
    }
}
