package com.nevermisscall.callservice.config;

import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/** Ids as one parameter of a statement, whatever their number: {@code CAST(? AS uuid[])}. */
public final class UuidArray {

    private UuidArray() {}

    /** The ids in their order, as PostgreSQL reads an array. */
    public static String of(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
