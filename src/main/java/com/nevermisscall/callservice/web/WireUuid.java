package com.nevermisscall.callservice.web;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads ids from outside strictly: Java's own reader takes {@code 1-1-1-1-1} for a UUID. */
public final class WireUuid {

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

    private WireUuid() {}

    /** The id, or empty when the text is null or not the 36 characters of a UUID. */
    public static Optional<UUID> parse(String text) {
        return text != null && FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
