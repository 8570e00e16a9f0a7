package com.nevermisscall.callservice.web;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Gathers what validation found into {@code details.fields}: every bad field with its reason. */
final class InvalidInput {

    private static final String BODY = "body";

    private final Map<String, String> fields = new TreeMap<>();

    private InvalidInput() {}

    static ApiException of(Errors errors) {
        InvalidInput input = new InvalidInput();
        input.addAll(errors, "");
        return input.toException();
    }

    static ApiException of(MethodValidationResult result) {
        InvalidInput input = new InvalidInput();
        for (ParameterValidationResult parameter : result.getParameterValidationResults()) {
            if (parameter instanceof ParameterErrors body) {
                input.addAll(body, body.getContainerIndex() == null ? "" : "[" + body.getContainerIndex() + "].");
            } else {
                String name = nameOf(parameter.getMethodParameter());
                parameter.getResolvableErrors().forEach(error -> input.add(name, error.getDefaultMessage()));
            }
        }
        return input.toException();
    }

    static ApiException of(ConstraintViolationException violations) {
        InvalidInput input = new InvalidInput();
        violations.getConstraintViolations().forEach(violation -> input.add(pathOf(violation), violation.getMessage()));
        return input.toException();
    }

    /** Whether a caller's arguments were refused, and not something of the inside, such as an entity. */
    static boolean isCallersDoing(ConstraintViolationException violations) {
        return violations.getConstraintViolations().stream()
                .allMatch(violation -> nodes(violation).anyMatch(node -> node.getKind() == ElementKind.PARAMETER));
    }

    /** The name of a parameter as the caller writes it. */
    static String nameOf(MethodParameter parameter) {
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        return Stream.of(
                        query == null ? "" : query.name(),
                        path == null ? "" : path.name(),
                        header == null ? "" : header.name(),
                        Objects.requireNonNullElse(parameter.getParameterName(), BODY))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(BODY);
    }

    private void addAll(Errors errors, String prefix) {
        for (FieldError error : errors.getFieldErrors()) {
            add(prefix + error.getField(), reasonOf(error, errors.getFieldType(error.getField())));
        }
        for (MessageSourceResolvable error : errors.getGlobalErrors()) {
            add(BODY, error.getDefaultMessage());
        }
    }

    /** A failed binding's own message tells class names and the value. */
    private static String reasonOf(FieldError error, Class<?> type) {
        return error.isBindingFailure() ? Expectation.of(type) : error.getDefaultMessage();
    }

    private void add(String field, String reason) {
        fields.merge(
                field,
                Objects.requireNonNullElse(reason, "is not valid"),
                (one, other) -> Stream.of(one, other).sorted().distinct().collect(Collectors.joining("; ")));
    }

    private ApiException toException() {
        return new ApiException(ErrorCode.VALIDATION_ERROR, "The request is not valid", Map.of("fields", fields));
    }

    private static String pathOf(ConstraintViolation<?> violation) {
        return nodes(violation)
                .filter(node -> node.getKind() == ElementKind.PARAMETER || node.getKind() == ElementKind.PROPERTY)
                .map(Path.Node::toString)
                .collect(Collectors.joining("."));
    }

    private static Stream<Path.Node> nodes(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false);
    }
}
