package com.nevermisscall.callservice.privacy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How long data are kept.
 *
 * @param days RETENTION_DAYS: days after the last sign of life of a conversation, or of a call without one; 0: for ever
 */
@Validated
@ConfigurationProperties("retention")
record RetentionProperties(@Min(0) @Max(36_500) int days) {}
