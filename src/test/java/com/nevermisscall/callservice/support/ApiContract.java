package com.nevermisscall.callservice.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.nevermisscall.callservice.support.Story.Answer;
import com.nevermisscall.callservice.web.SanitizedText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.server.PathContainer;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Holds what is really said against the committed API document: every answer must be one that the document tells of, to
 * the last field, and whatever the service takes must be a request that the document allows.
 */
final class ApiContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_BODY = "/content/application~1json/schema";
    private static final JsonNode ANY_FAILURE = JSON.createObjectNode().put("$ref", "#/components/schemas/Failure");
    private static final ApiContract COMMITTED = new ApiContract(read());

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final Schemas requests;
    private final Schemas answers;

    private ApiContract(JsonNode document) {
        this.document = document;
        this.requests = new Schemas(document.path("components"));
        JsonNode closed = close(document.deepCopy());
        this.answers = new Schemas(closed.path("components"));
        closed.path("paths").properties().forEach(path -> {
            PathPattern pattern = PathPatternParser.defaultInstance.parse(path.getKey());
            path.getValue()
                    .properties()
                    .forEach(method -> operations.add(
                            new Operation(method.getKey().toUpperCase(Locale.ROOT), pattern, method.getValue())));
        });
    }

    private record Operation(String method, PathPattern path, JsonNode told) {}

    /** Fails when one of the two is not as the document says; a null body is none. */
    static void check(HttpRequest request, String body, Answer answer) {
        COMMITTED.check(new Said(request, body), answer);
    }

    private record Said(HttpRequest request, String body) {

        URI uri() {
            return request.uri();
        }

        @Override
        public String toString() {
            return request.method() + " " + uri().getPath();
        }
    }

    private void check(Said said, Answer answer) {
        Optional<Operation> operation = operations.stream()
                .filter(candidate -> candidate.method().equals(said.request().method()))
                .filter(candidate -> candidate
                        .path()
                        .matches(PathContainer.parsePath(said.uri().getRawPath())))
                .min((one, other) -> PathPattern.SPECIFICITY_COMPARATOR.compare(one.path(), other.path()));
        if (operation.isEmpty()) {
            assertThat(answers.faults(ANY_FAILURE, answer.body()))
                    .as("%s, which the API document does not know, is answered %s", said, answer.body())
                    .isEmpty();
            return;
        }
        checkAnswer(said, operation.get(), answer);
        if (answer.status() < 300) {
            checkRequest(said, operation.get());
        }
    }

    private void checkAnswer(Said said, Operation operation, Answer answer) {
        JsonNode told = resolved(operation.told().path("responses").path(String.valueOf(answer.status())));
        assertThat(told.isMissingNode())
                .as(
                        "%s is answered %d, of which the API document tells nothing: %s",
                        said, answer.status(), answer.body())
                .isFalse();
        assertThat(answers.faults(told.at(JSON_BODY), answer.body()))
                .as("%s is answered %d otherwise than the API document says: %s", said, answer.status(), answer.body())
                .isEmpty();
        if (!answer.code().isEmpty()) {
            assertThat(told.at("/content/application~1json/examples").has(answer.code()))
                    .as("%s is answered %s, which the API document does not list", said, answer.code())
                    .isTrue();
        }
        told.path("headers")
                .fieldNames()
                .forEachRemaining(header -> assertThat(answer.headers().firstValue(header))
                        .as("%s is answered without %s", said, header)
                        .isPresent());
    }

    private void checkRequest(Said said, Operation operation) {
        List<String> faults = new ArrayList<>();
        JsonNode schema = operation.told().at("/requestBody" + JSON_BODY);
        if (said.body() != null && !schema.isMissingNode()) {
            faults.addAll(requests.faults(schema, spelt(parse(said.body()), resolved(schema))));
        }
        MultiValueMap<String, String> values = new LinkedMultiValueMap<>(
                UriComponentsBuilder.fromUri(said.uri()).build().getQueryParams());
        operation
                .path()
                .matchAndExtract(PathContainer.parsePath(said.uri().getRawPath()))
                .getUriVariables()
                .forEach(values::add);
        said.request().headers().map().forEach((name, all) -> values.addAll(name, all));
        for (JsonNode parameter : operation.told().path("parameters")) {
            JsonNode told = resolved(parameter);
            String value = values.getFirst(told.path("name").asText());
            if (value != null && !value.isEmpty()) {
                faults.addAll(requests.faults(told.path("schema"), typed(value, told.path("schema"))));
            }
        }
        assertThat(faults)
                .as("%s is taken, which the API document forbids", said)
                .isEmpty();
    }

    /** A body with its fields as the document spells them, and its texts as they are kept, which is what limits count. */
    private static JsonNode spelt(JsonNode body, JsonNode schema) {
        if (!(body instanceof ObjectNode fields)) {
            return body;
        }
        ObjectNode spelt = fields.deepCopy();
        fields.properties().stream()
                .filter(field -> field.getValue().isTextual())
                .forEach(field -> spelt.put(
                        field.getKey(),
                        SanitizedText.Deserializer.clean(field.getValue().asText())));
        schema.path("properties")
                .properties()
                .forEach(field -> field.getValue().path("x-aliases").forEach(alias -> {
                    if (spelt.has(alias.asText())) {
                        spelt.set(field.getKey(), spelt.remove(alias.asText()));
                    }
                }));
        return spelt;
    }

    private static JsonNode typed(String value, JsonNode schema) {
        return schema.path("type").asText().equals("integer") && value.matches("-?\\d{1,18}")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(value))
                : JsonNodeFactory.instance.textNode(value);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** With no room for fields that are not told of. */
    private static JsonNode close(JsonNode schema) {
        schema.forEach(ApiContract::close);
        if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        return schema;
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read() {
        try (InputStream committed = new ClassPathResource("openapi/openapi.json").getInputStream()) {
            return JSON.readTree(committed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Schemas that refer to these components, compiled when they are first needed. */
    private static final class Schemas {

        private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
                Dialect.builder(Dialects.getOpenApi31())
                        .keyword(new NonValidationKeyword("components"))
                        .keyword(new NonValidationKeyword("x-aliases"))
                        .build(),
                settings -> settings.schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()));

        private final JsonNode components;
        private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

        Schemas(JsonNode components) {
            this.components = components;
        }

        List<String> faults(JsonNode schema, JsonNode value) {
            return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                    .map(Error::toString)
                    .toList();
        }

        private Schema compile(JsonNode schema) {
            ObjectNode whole = schema.deepCopy();
            return REGISTRY.getSchema(whole.set("components", components));
        }
    }
}
