package com.nevermisscall.callservice.security;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How much a caller may send to one replica.
 *
 * @param userPerMinute       RATE_LIMIT_USER_PER_MINUTE: requests of one user in a minute; 0: no limit
 * @param userAtOnce          RATE_LIMIT_USER_AT_ONCE: requests of one user that are under way at once, whatever they wait
 *                            for; 0: no limit
 * @param serviceKeyPerSecond RATE_LIMIT_SERVICE_KEY_PER_SECOND: requests with one service key in a second; 0: no limit
 */
@Validated
@ConfigurationProperties("rate-limit")
public record RateLimitProperties(
        @Min(0) @Max(1000000) int userPerMinute,
        @Min(0) @Max(10000) int userAtOnce,
        @Min(0) @Max(1000000) int serviceKeyPerSecond) {}
