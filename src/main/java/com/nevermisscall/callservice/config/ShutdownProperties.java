package com.nevermisscall.callservice.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the service ends.
 *
 * @param delaySeconds SHUTDOWN_DELAY_SECONDS: how long requests are still taken after the service has become unready
 */
@Validated
@ConfigurationProperties("shutdown")
public record ShutdownProperties(@Min(0) @Max(60) int delaySeconds) {}
