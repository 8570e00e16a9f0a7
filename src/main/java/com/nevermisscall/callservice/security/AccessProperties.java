package com.nevermisscall.callservice.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Secrets and origins.
 *
 * @param serviceKeys INTERNAL_SERVICE_KEY: every key that is accepted from other services; the first is the one sent to
 *                    them
 * @param jwtSecret   JWT_SECRET: at least 32 bytes, the HS256 key of the dashboard's tokens
 * @param corsOrigins CORS_ORIGINS: browser origins that may call; empty: none
 */
@Validated
@ConfigurationProperties("access")
public record AccessProperties(
        @NotEmpty List<@NotBlank String> serviceKeys,
        @NotBlank String jwtSecret,
        @NotNull List<String> corsOrigins) {

    /** Never tells the secrets. */
    @Override
    public String toString() {
        return "AccessProperties[corsOrigins=" + corsOrigins + "]";
    }
}
