package com.nevermisscall.callservice.integration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** Where the four collaborating services are and how they are treated ({@code collaborators.md}). */
@Validated
@ConfigurationProperties("collaborators")
public record CollaboratorProperties(
        @Valid @NotNull Twilio twilio,
        @Valid @NotNull Dispatch dispatch,
        @Valid @NotNull Tenant tenant,
        @Valid @NotNull Connection connection) {

    private static final String HTTP_URL = "https?://[^\\s?#]+";
    private static final String NOT_A_URL = "must be an http:// or https:// address";

    /** @param url TWILIO_SERVER_URL */
    public record Twilio(
            @NotBlank @Pattern(regexp = HTTP_URL, message = NOT_A_URL)
            String url) {}

    /** @param url DISPATCH_AI_URL */
    public record Dispatch(
            @NotBlank @Pattern(regexp = HTTP_URL, message = NOT_A_URL)
            String url) {}

    /**
     * @param url            TS_TENANT_SERVICE_URL
     * @param cacheSeconds   TENANT_CACHE_SECONDS: how long a business profile is used before it is asked for again
     * @param areaValidation SERVICE_AREA_VALIDATION_ENABLED
     */
    public record Tenant(
            @NotBlank @Pattern(regexp = HTTP_URL, message = NOT_A_URL)
            String url,

            @Min(0) @Max(86400) int cacheSeconds,
            boolean areaValidation) {}

    /**
     * @param url                     AS_CONNECTION_SERVICE_URL
     * @param broadcastPath           AS_CONNECTION_BROADCAST_PATH, with {@code {tenantId}}
     * @param eventRetryWindowMinutes EVENT_RETRY_WINDOW_MINUTES: how long an event is tried before it is dropped
     */
    public record Connection(
            @NotBlank @Pattern(regexp = HTTP_URL, message = NOT_A_URL)
            String url,

            @NotBlank
            @Pattern(regexp = "/[^\\s{}]*\\{tenantId}[^\\s{}]*", message = "must be a path with {tenantId} in it, once")
            String broadcastPath,

            @Min(1) @Max(1440) int eventRetryWindowMinutes) {}
}
