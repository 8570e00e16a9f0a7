package com.nevermisscall.callservice.documentation;

import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.security.ResourceOwner;
import com.nevermisscall.callservice.web.RequestId;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Finishes the document that was read off the controllers: an order that tells the story, the words, what all answers
 * share, and every failure. It names no server, so that it is the same everywhere.
 */
class ApiDocument implements OpenApiCustomizer {

    private static final String SCHEMAS = "#/components/schemas/";

    private final ApiWords words;
    private final FailureAnswers failures;
    private final FieldWords fields;

    ApiDocument(ApiWords words, Collection<ResourceOwner> owners) {
        this.words = words;
        this.failures = new FailureAnswers(words, owners);
        this.fields = new FieldWords(words);
    }

    @Override
    public void customise(OpenAPI document) {
        document.setServers(List.of(new Server().url("/")));
        Components components = document.getComponents();
        defineRequestId(components);
        failures.define(components);
        List<String> order = words.operations();
        Map<String, Operation> operations = operations(document.getPaths());
        operations.forEach((key, operation) -> describe(key, operation, components));
        document.setPaths(inOrder(document.getPaths(), order));
        describeSchemas(components, operations.values());
    }

    private static void defineRequestId(Components components) {
        Schema<?> id = Types.text().pattern("^[A-Za-z0-9._-]{1,64}$");
        components.addParameters(
                FailureAnswers.REQUEST_ID,
                new Parameter()
                        .in("header")
                        .name(RequestId.HEADER)
                        .description(
                                "Comes back in the answer and stands in every log line; without it there is a new one.")
                        .schema(id));
        components.addHeaders(
                FailureAnswers.REQUEST_ID,
                new Header().description("The request's own, else a new one.").schema(id));
    }

    private static Map<String, Operation> operations(Paths paths) {
        Map<String, Operation> operations = new TreeMap<>();
        paths.forEach((path, item) -> item.readOperationsMap()
                .forEach((method, operation) -> operations.put(method + " " + path, operation)));
        return operations;
    }

    /** Those without words come last, for a test to find. */
    private static Paths inOrder(Paths paths, List<String> order) {
        Comparator<String> told = Comparator.comparingInt(path -> order.stream()
                .filter(key -> key.endsWith(" " + path))
                .map(order::indexOf)
                .findFirst()
                .orElse(order.size()));
        Paths ordered = new Paths();
        paths.keySet().stream()
                .sorted(told.thenComparing(Comparator.naturalOrder()))
                .forEach(path -> ordered.addPathItem(path, paths.get(path)));
        return ordered;
    }

    private void describe(String key, Operation operation, Components components) {
        operation.addParametersItem(new Parameter().$ref(FailureAnswers.REQUEST_ID));
        parameters(operation).forEach(this::describe);
        words.operation(key).ifPresent(word -> {
            operation.operationId(word.id()).summary(word.summary()).description(word.description());
            operation.getResponses().forEach((status, answer) -> describe(status, answer, word));
            failures.add(operation, callerOf(operation), word.fails(), components);
        });
    }

    private static Stream<Parameter> parameters(Operation operation) {
        return operation.getParameters().stream().filter(parameter -> parameter.get$ref() == null);
    }

    private void describe(Parameter parameter) {
        FieldWords.anchor(parameter.getSchema());
        words.parameter(parameter.getName()).ifPresent(word -> {
            parameter.setDescription(word.description());
            parameter.setExample(word.example());
        });
    }

    /** Health speaks without the envelope, also where it is unwell. */
    private void describe(String status, ApiResponse answer, ApiWords.Operation word) {
        answer.addHeaderObject(RequestId.HEADER, new Header().$ref(FailureAnswers.REQUEST_ID));
        answer.setDescription(status.equals("200") ? word.answer() : word.unavailable());
        for (MediaType body : answer.getContent().values()) {
            Schema<?> type = body.getSchema();
            fields.describe("Success", type, false);
            if (word.message() != null) {
                FieldWords.fieldsOf(type).get("message").setExamples(List.of(word.message()));
            }
        }
    }

    private Audience.Caller callerOf(Operation operation) {
        return words.file().callers().entrySet().stream()
                .filter(caller -> operation.getTags().contains(caller.getValue().name()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private void describeSchemas(Components components, Collection<Operation> operations) {
        Set<String> requests = new HashSet<>();
        operations.stream()
                .filter(operation -> operation.getRequestBody() != null)
                .flatMap(operation -> operation.getRequestBody().getContent().values().stream())
                .forEach(body -> collect(body.getSchema(), components, requests));
        components.getSchemas().forEach((name, schema) -> {
            words.schema(name).ifPresent(schema::setDescription);
            fields.describe(name, schema, requests.contains(name));
        });
        components.setSchemas(new TreeMap<>(components.getSchemas()));
        components.setResponses(new TreeMap<>(components.getResponses()));
        components.setExamples(new TreeMap<>(components.getExamples()));
    }

    /** Collects the names of the schemas that a schema is made of. */
    private static void collect(Schema<?> schema, Components components, Set<String> names) {
        if (schema.get$ref() != null) {
            String name = schema.get$ref().substring(SCHEMAS.length());
            if (names.add(name)) {
                collect(components.getSchemas().get(name), components, names);
            }
        }
        FieldWords.fieldsOf(schema).values().forEach(field -> collect(field, components, names));
    }
}
