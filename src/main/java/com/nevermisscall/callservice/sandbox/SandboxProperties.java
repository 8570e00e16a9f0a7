package com.nevermisscall.callservice.sandbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Whether the stand-ins play.
 *
 * @param enabled SANDBOX_ENABLED: serves the stand-in collaborators and the phone page under {@code /sandbox}; refused
 *                together with production secrets
 */
@Validated
@ConfigurationProperties("sandbox")
public record SandboxProperties(boolean enabled) {}
