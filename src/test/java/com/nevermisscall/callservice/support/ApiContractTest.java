package com.nevermisscall.callservice.support;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nevermisscall.callservice.support.Story.Answer;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not as the API document says does not get past. */
class ApiContractTest {

    private static final String TEXTS = "/conversations/01a203e4-67d0-7d3c-9c39-3f6f1f0a2b51/messages";
    private static final String TEXT = "{\"messageSid\":\"SM1\",\"body\":\"Hello\",\"timestamp\":null,\"more\":1}";
    private static final String TAKEN = """
            {"success":true,"message":"Message processed","data":{"id":"01a203e4-6931-7e44-8a51-0b7f3c2d9e66",\
            "conversationId":"01a203e4-67d0-7d3c-9c39-3f6f1f0a2b51","direction":"inbound","processed":true,\
            "aiProcessingTriggered":false,"humanResponseWindow":null}}""";
    private static final String REFUSED = """
            {"success":false,"error":{"code":"%s","message":"No","details":{}},\
            "timestamp":"2026-11-22T15:33:20Z","requestId":"x"}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                TEXT,
                "{\"MessageSid\":\"SM1\",\"Body\":\"Hello\"}",
                "{\"messageSid\":\"SM1\",\"body\":\"\\u0007Hello\"}"
            })
    void whatTheDocumentTellsOfPasses(String text) {
        assertThatCode(() -> check(TEXTS, text, 200, TAKEN)).doesNotThrowAnyException();
        assertThatCode(() -> check(TEXTS, text, 409, REFUSED.formatted("MESSAGE_LIMIT_EXCEEDED")))
                .doesNotThrowAnyException();
        assertThatCode(() -> check("/nowhere", text, 404, REFUSED.formatted("NOT_FOUND")))
                .doesNotThrowAnyException();
    }

    @Test
    void anAnswerWithAFieldTooManyOrTooFewOrOfAnotherKindIsFound() {
        List<Consumer<ObjectNode>> changes = List.of(
                data -> data.put("surprise", 1),
                data -> data.remove("humanResponseWindow"),
                data -> data.putNull("direction"),
                data -> data.put("direction", "INBOUND"),
                data -> data.put("id", "17"));
        for (Consumer<ObjectNode> change : changes) {
            JsonNode answer = parse(TAKEN);
            change.accept((ObjectNode) answer.path("data"));
            assertThatThrownBy(() -> check(TEXTS, TEXT, 200, answer.toString()))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("otherwise than the API document says");
        }
    }

    @Test
    void aFailureThatTheDocumentDoesNotListIsFound() {
        assertThatThrownBy(() -> check(TEXTS, TEXT, 418, REFUSED.formatted("CALL_NOT_FOUND")))
                .hasMessageContaining("tells nothing");
        assertThatThrownBy(() -> check(TEXTS, TEXT, 404, REFUSED.formatted("CALL_NOT_FOUND")))
                .hasMessageContaining("does not list");
        assertThatThrownBy(() -> check("/nowhere", TEXT, 404, "{}")).hasMessageContaining("does not know");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"body\":\"Hello\"}",
                "{\"messageSid\":\"SM-1\",\"body\":\"Hello\"}",
                "{\"messageSid\":\"SM1\",\"body\":\"\"}",
                "{\"messageSid\":\"SM1\",\"body\":null}"
            })
    void aRequestThatIsTakenAgainstTheDocumentIsFound(String text) {
        assertThatThrownBy(() -> check(TEXTS, text, 200, TAKEN)).hasMessageContaining("the API document forbids");
    }

    @Test
    void aParameterThatIsTakenAgainstTheDocumentIsFound() {
        assertThatThrownBy(() -> check("/conversations/17/messages", TEXT, 200, TAKEN))
                .hasMessageContaining("the API document forbids");
    }

    private static void check(String path, String body, int status, String answer) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost" + path))
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpHeaders headers = HttpHeaders.of(Map.of("X-Request-Id", List.of("x")), (name, value) -> true);
        ApiContract.check(request, body, new Answer(status, headers, parse(answer)));
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
