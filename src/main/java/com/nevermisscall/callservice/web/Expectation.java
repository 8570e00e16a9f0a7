package com.nevermisscall.callservice.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.util.ClassUtils;

/** Says in a caller's words what a value should have been. */
final class Expectation {

    private static final Set<Class<?>> WHOLE =
            Set.of(Integer.class, Long.class, Short.class, Byte.class, BigInteger.class);
    private static final Set<Class<?>> NUMBER = Set.of(BigDecimal.class, Double.class, Float.class, Number.class);

    private Expectation() {}

    /** The reason to give for a value that cannot be read as the type; a null type says no more than that. */
    static String of(Class<?> declared) {
        if (declared == null) {
            return "is not valid";
        }
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(declared);
        if (WireEnum.class.isAssignableFrom(type) && type.isEnum()) {
            return "must be one of " + words(type);
        }
        if (type == UUID.class) {
            return "must be a UUID";
        }
        if (type == Instant.class) {
            return "must be a time in ISO-8601 with Z or an offset, such as 2026-01-31T12:00:00Z";
        }
        if (WHOLE.contains(type)) {
            return "must be a whole number";
        }
        if (NUMBER.contains(type)) {
            return "must be a number";
        }
        if (type == Boolean.class) {
            return "must be true or false";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "must be a text";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "must be a list";
        }
        return JsonNode.class.isAssignableFrom(type) || type.isEnum() ? "is not valid" : "must be an object";
    }

    private static String words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((WireEnum) constant).wireName())
                .collect(Collectors.joining(", "));
    }
}
