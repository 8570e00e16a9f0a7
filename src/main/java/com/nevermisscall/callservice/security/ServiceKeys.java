package com.nevermisscall.callservice.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.OptionalInt;

/** The keys that other services may present; several at once, so that one can be rotated without downtime. */
class ServiceKeys {

    /** The header that carries the key ({@code api.md}, Credentials). */
    static final String HEADER = "x-service-key";

    private final List<byte[]> digests;

    ServiceKeys(AccessProperties access) {
        this.digests = access.serviceKeys().stream().map(ServiceKeys::digest).toList();
    }

    /**
     * The position of the offered key among those that are accepted, or empty when it is none of them. It is compared
     * with every key, digest against digest, so that the time tells nothing about any of them.
     */
    OptionalInt positionOf(String offered) {
        byte[] digest = digest(offered);
        OptionalInt position = OptionalInt.empty();
        for (int i = 0; i < digests.size(); i++) {
            if (MessageDigest.isEqual(digests.get(i), digest)) {
                position = OptionalInt.of(i);
            }
        }
        return position;
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
