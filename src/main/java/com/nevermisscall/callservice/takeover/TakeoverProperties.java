package com.nevermisscall.callservice.takeover;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * When the AI answers.
 *
 * @param delaySeconds AI_TAKEOVER_DELAY_SECONDS: how long a human has to answer a customer's text before the AI does,
 *                     where the tenant has no delay of its own
 * @param workers      AI_WORKERS: how many AI turns run at once on this replica
 */
@Validated
@ConfigurationProperties("takeover")
public record TakeoverProperties(
        @Min(1) @Max(86400) int delaySeconds,
        @Min(1) @Max(256) int workers) {}
