package com.nevermisscall.callservice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.support.Story;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of customers' texts, as they come over the wire: JSON literals. */
class SanitizingStoryIT extends ServiceStory {

    private String conversationId;

    @BeforeEach
    void call() {
        conversationId = conversation();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments(
                        "\"a <b>bold</b> <3 &amp; <script>alert('x')</script>\"",
                        "a <b>bold</b> <3 &amp; <script>alert('x')</script>"),
                arguments("\"I want the valve on = off\"", "I want the valve on = off"),
                arguments("\"cost per tone = 5? '; DROP TABLE calls --\"", "cost per tone = 5? '; DROP TABLE calls --"),
                arguments("\"${jndi:ldap://x} {{7*7}} %s %n\"", "${jndi:ldap://x} {{7*7}} %s %n"),
                arguments("\"bell\\u0007 nul\\u0000 tab\\t escape\\u001b end\"", "bell nul tab escape end"),
                arguments("\"one\\ntwo\\r\\nthree\"", "one\ntwo\nthree"),
                arguments("\"cafe\\u0301\"", "caf\u00e9"),
                arguments("\"half \\ud83d pair\"", "half \ufffd pair"),
                arguments("\"\\ud83d\\udeb0 leaks\"", "\ud83d\udeb0 leaks"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void whatIsKeptOfAText(String json, String kept) {
        assertThat(send(json).status()).isEqualTo(200);

        JsonNode messages = story.messages(conversationId);
        assertThat(messages.path(messages.size() - 1).path("body").asText()).isEqualTo(kept);
    }

    @Test
    void theLimitCountsWhatIsKept() {
        assertThat(send('"' + "x".repeat(1600) + '"').status()).isEqualTo(200);
        assertThat(send('"' + "x".repeat(1600) + "\\u0007\"").status()).isEqualTo(200);
        assertThat(story.conversation(conversationId).path("messageCount").asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "true", "null", "\"\"", "\"\\u0000\\u0007\"", "[\"Hi\"]", "{}"})
    void whatIsNoTextIsRefused(String json) {
        assertRefused(send(json));
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        assertRefused(send('"' + "x".repeat(1601) + '"'));
    }

    private void assertRefused(Story.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(fieldsOf(answer.details().path("fields"))).containsExactly("body");
        assertThat(story.conversation(conversationId).path("messageCount").asInt())
                .isOne();
    }

    private Story.Answer send(String body) {
        return story.webhook(
                "/conversations/" + conversationId + "/messages",
                "{\"messageSid\": \"%s\", \"body\": %s}".formatted(Story.newSid("SM"), body));
    }
}
