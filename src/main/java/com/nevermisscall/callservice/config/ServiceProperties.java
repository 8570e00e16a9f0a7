package com.nevermisscall.callservice.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What the service says of itself.
 *
 * @param name           SERVICE_NAME
 * @param version        the release, from the build
 * @param port           PORT
 * @param debug          DEBUG: development conveniences (API documentation); never in production
 * @param environment    ENVIRONMENT: a word such as {@code production}, told on {@code /info}
 * @param requestTimeout REQUEST_TIMEOUT, seconds: the longest that a request may hold a transaction or be received
 */
@Validated
@ConfigurationProperties("service")
public record ServiceProperties(
        @NotBlank String name,
        @NotBlank String version,
        @Min(0) @Max(65535) int port,
        boolean debug,
        @NotBlank String environment,
        @Min(1) @Max(600) int requestTimeout) {}
