package com.nevermisscall.callservice.config;

import java.util.Set;

/** Which settings are secrets: their values are never shown, nor a part of them. */
public final class Secrets {

    private static final Set<String> PROPERTIES = Set.of("access.service-keys", "access.jwt-secret", "encryption.keys");

    private Secrets() {}

    /** Whether the property, by its name in application.yaml, holds a secret. */
    public static boolean isSecret(String property) {
        return PROPERTIES.contains(property);
    }
}
