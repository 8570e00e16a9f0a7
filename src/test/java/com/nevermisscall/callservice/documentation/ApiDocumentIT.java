package com.nevermisscall.callservice.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.support.EndpointAudit;
import com.nevermisscall.callservice.support.EveryController;
import com.nevermisscall.callservice.support.RawHttp;
import com.nevermisscall.callservice.support.RawHttp.Answer;
import com.nevermisscall.callservice.support.ServiceWithoutDatabase;
import com.nevermisscall.callservice.web.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@ServiceWithoutDatabase({
    "access.service-keys=a-service-key-for-tests",
    "access.jwt-secret=a-jwt-secret-for-tests-of-32-bytes-or-more",
    "service.debug=true",
    "sandbox.enabled=true",
    "management.server.port=-1"
})
@Import(EveryController.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDocumentIT {

    private static final Path COMMITTED = Path.of("src/main/resources/openapi/openapi.json");
    private static final String ACCEPT = "openapi.accept";

    /** Keeps numbers as they are written: 275.00 has two decimals. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @LocalServerPort
    private int port;

    @Autowired
    private ApiWords words;

    private JsonNode document;

    /** Making it takes long on a busy machine. */
    @BeforeAll
    void read() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/openapi.json"))
                .timeout(Duration.ofMinutes(1))
                .build();
        document = JSON.readTree(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
    }

    @Test
    void theDocumentIsTheCommittedOne() throws IOException {
        String served = document.toPrettyString().replace(System.lineSeparator(), "\n") + "\n";
        if (Boolean.getBoolean(ACCEPT)) {
            Files.writeString(COMMITTED, served);
        }
        String committed = Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "";

        assertThat(served)
                .as(
                        "The API is not what %s says. If that is meant, accept it with%n./mvnw verify -Dtest=none"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=%s -D%s=true%nand commit the file.",
                        COMMITTED, getClass().getSimpleName(), ACCEPT)
                .isEqualTo(committed);
    }

    @Test
    void everyEndpointIsThereForThoseWhomItIsFor() {
        Map<String, String> groups = new TreeMap<>();
        operations()
                .forEach((key, operation) ->
                        groups.put(key, operation.at("/tags/0").asText() + " " + operation.path("security")));
        Map<String, String> expected = new TreeMap<>();
        EndpointAudit.audiencesOfTheService().forEach((key, audience) -> {
            if (!key.contains(" /sandbox")) {
                expected.put(key, expectedGroup(audience));
            }
        });

        assertThat(groups).isEqualTo(expected);
    }

    private static String expectedGroup(Audience.Caller audience) {
        return switch (audience) {
            case SERVICE -> "service [{\"serviceKey\":[]}]";
            case USER -> "user [{\"userToken\":[]}]";
            case PUBLIC -> "public []";
        };
    }

    @Test
    void everyOperationSaysWhatItDoes() {
        operations().forEach((key, operation) -> {
            assertThat(List.of("operationId", "summary", "description"))
                    .as(key)
                    .allSatisfy(
                            word -> assertThat(operation.path(word).asText()).isNotBlank());
            assertThat(operation.path("parameters"))
                    .as(key)
                    .allSatisfy(parameter -> assertThat(parameter.has("$ref")
                                    || !parameter.path("description").asText().isBlank())
                            .isTrue());
            assertThat(operation.path("responses")).as(key).allSatisfy(told -> {
                JsonNode answer = resolved(told);
                assertThat(answer.path("description").asText()).isNotBlank();
                assertThat(answer.path("headers").has("X-Request-Id")).isTrue();
                assertThat(answer.at("/content/application~1json/schema").isEmpty())
                        .isFalse();
            });
        });
        assertThat(operations().values().stream()
                        .map(operation -> operation.path("operationId").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyOperationListsItsFailuresUnderTheirStatus() {
        operations().forEach((key, operation) -> {
            List<ErrorCode> listed = new ArrayList<>();
            operation
                    .path("responses")
                    .properties()
                    .forEach(answer -> codes(answer.getValue()).forEach(code -> {
                        assertThat(code.status().value())
                                .as("%s %s", key, code)
                                .isEqualTo(Integer.parseInt(answer.getKey()));
                        listed.add(code);
                    }));

            assertThat(listed).as(key).containsAll(expectedFailures(operation));
        });
        assertThat(codes(operation("POST /conversations/{conversationId}/reply").at("/responses/409")))
                .containsExactly(
                        ErrorCode.CONVERSATION_CLOSED,
                        ErrorCode.MESSAGE_LIMIT_EXCEEDED,
                        ErrorCode.RECIPIENT_OPTED_OUT,
                        ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertThat(codes(operation("GET /leads/{leadId}").at("/responses/404")))
                .containsExactly(ErrorCode.LEAD_NOT_FOUND);
    }

    private static List<ErrorCode> expectedFailures(JsonNode operation) {
        List<ErrorCode> expected = new ArrayList<>();
        String group = operation.at("/tags/0").asText();
        if (!group.equals("public")) {
            expected.addAll(List.of(
                    ErrorCode.VALIDATION_ERROR,
                    ErrorCode.UNAUTHORIZED,
                    ErrorCode.RATE_LIMITED,
                    ErrorCode.SERVICE_UNAVAILABLE));
        }
        if (group.equals("user")) {
            expected.add(ErrorCode.ACCESS_DENIED);
        }
        if (operation.has("requestBody")) {
            expected.addAll(List.of(ErrorCode.PAYLOAD_TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA_TYPE));
        }
        return expected;
    }

    private Stream<ErrorCode> codes(JsonNode answer) {
        return resolved(answer).at("/content/application~1json/examples").properties().stream()
                .map(example -> ErrorCode.valueOf(example.getKey()));
    }

    @Test
    void everyFailureHasAnExample() {
        JsonNode examples = document.at("/components/examples");
        assertThat(examples).isNotEmpty().allSatisfy(example -> {
            assertThat(example.at("/value/error/message").asText()).isNotBlank();
            assertThat(example.at("/value/success").asBoolean()).isFalse();
        });
    }

    @Test
    void everyFieldSaysWhatItIsAndGivesAnExample() {
        List<String> mute = new ArrayList<>();
        document.at("/components/schemas").properties().forEach(schema -> {
            if (schema.getValue().path("description").asText().isBlank()) {
                mute.add(schema.getKey());
            }
            collectMute(schema.getKey(), schema.getValue(), mute);
        });
        operations()
                .forEach((key, operation) -> operation
                        .path("responses")
                        .forEach(answer -> collectMute(key, answer.at("/content/application~1json/schema"), mute)));

        assertThat(mute).isEmpty();
    }

    /** What is made of other fields has its example in them. */
    private static void collectMute(String where, JsonNode schema, List<String> mute) {
        schema.path("properties").properties().forEach(field -> {
            JsonNode type = field.getValue();
            boolean made = type.has("$ref")
                    || type.has("anyOf")
                    || type.has("properties")
                    || type.path("items").has("$ref");
            if (type.path("description").asText().isBlank()
                    || !made && type.path("examples").isEmpty()) {
                mute.add(where + "." + field.getKey());
            }
            collectMute(where + "." + field.getKey(), type, mute);
        });
    }

    @Test
    void noWordIsLeftOver() {
        assertThat(words.unused()).isEmpty();
    }

    @Test
    void swaggerUiIsServedAndAuthorisedWhereTheSandboxPlays() throws IOException {
        Answer docs = get("/docs");
        assertThat(docs.status()).isEqualTo(302);
        Answer page = get(docs.headers().get("location").replaceFirst("https?://[^/]+", ""));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui").doesNotContain("<script>");
        assertThat(page.headers().get("content-security-policy")).contains("'self'");
        assertThat(get("/swagger-ui/swagger-initializer.js").body())
                .contains("/openapi.json", "\"a-service-key-for-tests\"")
                .doesNotContain("{service key}");
        assertThat(get("/swagger-ui/swagger-ui-bundle.js").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webjars/swagger-ui/index.html", "/v3/api-docs", "/swagger-ui.html", "/actuator"})
    void nothingElseIsServed(String path) throws IOException {
        assertThat(get(path).status()).isEqualTo(404);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private JsonNode operation(String key) {
        return operations().get(key);
    }

    private Map<String, JsonNode> operations() {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> Map.entry(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Answer get(String path) throws IOException {
        return RawHttp.request(port, "GET " + path + " HTTP/1.0");
    }
}
