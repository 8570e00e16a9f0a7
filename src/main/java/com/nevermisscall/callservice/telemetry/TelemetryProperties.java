package com.nevermisscall.callservice.telemetry;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where traces go.
 *
 * @param tracesEndpoint OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: takes OTLP over HTTP, such as
 *                       {@code http://collector:4318/v1/traces}; empty: none are sent
 * @param tracesSampled  OTEL_TRACES_SAMPLER_ARG: the share of the traces begun here that is sent, 0 to 1; of those begun
 *                       by callers, the callers decide
 */
@Validated
@ConfigurationProperties("telemetry")
public record TelemetryProperties(
        @NotNull @Pattern(regexp = "|https?://[^\\s?#]+", message = "must be an http:// or https:// address")
        String tracesEndpoint,

        @NotNull
        @DecimalMin(value = "0", message = "must be between 0 and 1")
        @DecimalMax(value = "1", message = "must be between 0 and 1")
        BigDecimal tracesSampled) {

    boolean tracesAreSent() {
        return !tracesEndpoint.isEmpty();
    }
}
