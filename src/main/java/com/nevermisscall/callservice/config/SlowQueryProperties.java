package com.nevermisscall.callservice.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Which SQL is worth a line in the log.
 *
 * @param slowMillis SLOW_QUERY_MS, milliseconds: a statement that takes as long is logged, without its parameters; 0: none
 */
@Validated
@ConfigurationProperties("sql")
public record SlowQueryProperties(@Min(0) @Max(60_000) int slowMillis) {}
