package com.nevermisscall.callservice.web;

import java.util.Objects;
import java.util.stream.Stream;

/** Walks from a failure to what caused it. */
public final class Causes {

    /** A chain longer than this is a circle or tells nothing more. */
    private static final int DEEPEST = 32;

    private Causes() {}

    /** The failure itself first, its root cause last. */
    public static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
    }
}
