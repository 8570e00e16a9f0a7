package com.nevermisscall.callservice.durable;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who does the durable work.
 *
 * @param slowWorkers AI_WORKERS: how many AI turns and address checks run at once on this replica; at most as many as
 *                    dispatch-bot-ai's bulkhead and connection pool let through
 */
@Validated
@ConfigurationProperties("durable")
public record DurableProperties(@Min(1) @Max(32) int slowWorkers) {}
