package com.nevermisscall.callservice.web;

import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;

/** Finds in a parser's complaint which field of the body is wrong and why; never repeats the value. */
final class JsonProblem {

    private static final String BODY = "body";

    private JsonProblem() {}

    /** The 400 for a body that could not be read, whatever it was that stopped the reader. */
    static ApiException of(Throwable failure) {
        if (failure == null) {
            return ApiException.invalid(BODY, "is required");
        }
        Throwable syntax = Causes.of(failure)
                .filter(cause -> cause instanceof StreamReadException && !(cause instanceof InputCoercionException))
                .findFirst()
                .orElse(null);
        if (syntax instanceof StreamConstraintsException) {
            return ApiException.invalid(BODY, "is nested too deeply or holds too long a number, name or text");
        }
        if (syntax != null) {
            return ApiException.invalid(BODY, "is not valid JSON");
        }
        if (failure instanceof JsonMappingException mapping) {
            return ApiException.invalid(pathOf(mapping.getPath()), reasonOf(mapping));
        }
        return ApiException.invalid(BODY, "could not be read");
    }

    private static String pathOf(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.isEmpty() ? BODY : path.toString();
    }

    private static String reasonOf(JsonMappingException mapping) {
        if (mapping instanceof InvalidFormatException format
                && format.getTargetType() == String.class
                && format.getValue() instanceof String) {
            return "holds characters that cannot be stored";
        }
        if (mapping.getPath().isEmpty()) {
            return "must be one JSON object and nothing else";
        }
        if (mapping instanceof MismatchedInputException mismatch) {
            return Expectation.of(mismatch.getTargetType());
        }
        if (mapping.getCause() instanceof InputCoercionException coercion) {
            return Expectation.of(coercion.getTargetType());
        }
        return "is not valid";
    }
}
