package com.nevermisscall.callservice.documentation;

import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.security.ResourceOwner;
import com.nevermisscall.callservice.web.ErrorCode;
import com.nevermisscall.callservice.web.RequestId;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The failures of an operation: for each status one answer that lists its codes, with an example of each. */
class FailureAnswers {

    static final String ENVELOPE = "Failure";
    private static final String PROBLEM = "Problem";
    static final String REQUEST_ID = "RequestId";
    private static final String RETRY_AFTER = "RetryAfter";

    /** What anyone with credentials may be answered. */
    private static final List<ErrorCode> CHECKED = List.of(
            ErrorCode.VALIDATION_ERROR, ErrorCode.UNAUTHORIZED, ErrorCode.RATE_LIMITED, ErrorCode.SERVICE_UNAVAILABLE);

    private final ApiWords words;
    private final Collection<ResourceOwner> owners;

    FailureAnswers(ApiWords words, Collection<ResourceOwner> owners) {
        this.words = words;
        this.owners = owners;
    }

    /** The parts that all failures share. */
    void define(Components components) {
        Schema<Object> code = Types.text();
        code.setEnum(
                Arrays.stream(ErrorCode.values()).<Object>map(ErrorCode::name).toList());
        components.addSchemas(
                PROBLEM,
                Types.object()
                        .addProperty("code", code)
                        .addProperty("message", Types.text())
                        .addProperty("details", Types.object()));
        components.addSchemas(
                ENVELOPE,
                Types.object()
                        .addProperty("success", Types.always(false))
                        .addProperty("error", Types.named(PROBLEM))
                        .addProperty("timestamp", Types.text().format("date-time"))
                        .addProperty("requestId", Types.text()));
        Schema<Object> seconds = Types.wholeNumber();
        seconds.setExamples(List.of(1));
        components.addHeaders(
                RETRY_AFTER,
                new Header().description("How many seconds to wait.").schema(seconds));
    }

    /** Adds them to an operation: those that follow from its credentials, path and body, and those of its own. */
    void add(Operation operation, Audience.Caller caller, List<ErrorCode> own, Components components) {
        Map<HttpStatus, List<ErrorCode>> byStatus = codes(operation, caller, own).stream()
                .collect(Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toList()));
        byStatus.forEach((status, codes) -> operation
                .getResponses()
                .addApiResponse(String.valueOf(status.value()), answer(status, codes, components)));
    }

    private Set<ErrorCode> codes(Operation operation, Audience.Caller caller, List<ErrorCode> own) {
        Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
        codes.addAll(own);
        if (!own.contains(ErrorCode.CALL_PROCESSING_FAILED)) {
            codes.add(ErrorCode.INTERNAL_ERROR);
        }
        if (caller != Audience.Caller.PUBLIC) {
            codes.addAll(CHECKED);
        }
        if (caller == Audience.Caller.USER) {
            codes.add(ErrorCode.ACCESS_DENIED);
        }
        if (operation.getRequestBody() != null) {
            codes.addAll(List.of(ErrorCode.PAYLOAD_TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA_TYPE));
        }
        pathVariables(operation)
                .flatMap(variable ->
                        owners.stream().filter(owner -> owner.pathVariable().equals(variable)))
                .forEach(owner -> codes.add(owner.notFound()));
        return codes;
    }

    private static Stream<String> pathVariables(Operation operation) {
        return operation.getParameters() == null
                ? Stream.empty()
                : operation.getParameters().stream()
                        .filter(parameter -> "path".equals(parameter.getIn()))
                        .map(Parameter::getName);
    }

    /** One code alone means the same everywhere and stands among the shared parts. */
    private ApiResponse answer(HttpStatus status, List<ErrorCode> codes, Components components) {
        ApiResponse answer = body(status, codes, components);
        if (codes.size() > 1) {
            return answer;
        }
        String name = codes.get(0).name();
        components.addResponses(name, answer);
        return new ApiResponse().$ref(name);
    }

    private ApiResponse body(HttpStatus status, List<ErrorCode> codes, Components components) {
        MediaType body = new MediaType().schema(Types.named(ENVELOPE));
        List<String> reasons = new ArrayList<>();
        for (ErrorCode code : codes) {
            body.addExamples(code.name(), new Example().$ref(code.name()));
            words.failure(code).ifPresent(failure -> {
                reasons.add("`%s`: %s".formatted(code, failure.when()));
                components.addExamples(code.name(), example(code, failure));
            });
        }
        String description = reasons.size() == 1 ? reasons.get(0) : "- " + String.join("\n- ", reasons);
        ApiResponse answer = new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/json", body));
        answer.addHeaderObject(RequestId.HEADER, new Header().$ref(REQUEST_ID));
        if (status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS) {
            answer.addHeaderObject(HttpHeaders.RETRY_AFTER, new Header().$ref(RETRY_AFTER));
        }
        return answer;
    }

    private Example example(ErrorCode code, ApiWords.Failure failure) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("code", code.name());
        problem.put("message", failure.message());
        problem.put("details", failure.details());
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("success", false);
        envelope.put("error", problem);
        envelope.put("timestamp", exampleOf("timestamp"));
        envelope.put("requestId", exampleOf("requestId"));
        return new Example().value(envelope);
    }

    private Object exampleOf(String field) {
        return words.field(ENVELOPE, field).map(ApiWords.Field::example).orElse(null);
    }
}
