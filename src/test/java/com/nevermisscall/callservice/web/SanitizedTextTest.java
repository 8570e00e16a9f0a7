package com.nevermisscall.callservice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done to free text (api.md, Sanitizing): cleaned, never refused for what it says. */
class SanitizedTextTest {

    static List<Arguments> dirty() {
        return List.of(
                Arguments.of("a\u0000b", "ab"),
                Arguments.of("a\u0007\u001b[31mb\u007f", "a[31mb"),
                Arguments.of("a\u0085b", "a\nb"),
                Arguments.of("a\u009bb", "ab"),
                Arguments.of("a\tb", "ab"),
                Arguments.of("a\r\nb\rc\nd", "a\nb\nc\nd"),
                Arguments.of("a\u2028b\u2029c", "a\nb\nc"),
                Arguments.of("cafe\u0301", "caf\u00e9"),
                Arguments.of("\u212b", "\u00c5"),
                Arguments.of("a\ud83d", "a\ufffd"),
                Arguments.of("\ude00a", "\ufffda"));
    }

    @ParameterizedTest
    @MethodSource("dirty")
    void isCleaned(String told, String kept) {
        assertThat(SanitizedText.Deserializer.clean(told)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<3",
                "I want the valve on = off",
                "cost per tone = 5?",
                "<script>alert('x')</script> & \"quotes\"",
                "'; DROP TABLE messages; --",
                "Straße 日本語 \uD83D\uDE00",
                "  spaces stay  ",
                ""
            })
    void whatItSaysIsKept(String text) {
        assertThat(SanitizedText.Deserializer.clean(text)).isEqualTo(text);
    }

    @Test
    void cleaningTwiceChangesNothingMore() {
        dirty().forEach(pair -> {
            String kept = (String) pair.get()[1];
            assertThat(SanitizedText.Deserializer.clean(kept)).isEqualTo(kept);
        });
    }

    @Test
    void isCleanedWhileItIsReadAndNullStaysNull() throws JsonProcessingException {
        assertThat(read("{\"text\": \"a\\u0000b\"}").text()).isEqualTo("ab");
        assertThat(read("{\"text\": null}").text()).isNull();
        assertThat(read("{}").text()).isNull();
    }

    @Test
    void isNoObject() {
        assertThatExceptionOfType(JsonProcessingException.class).isThrownBy(() -> read("{\"text\": {\"a\": 1}}"));
    }

    private static Body read(String json) throws JsonProcessingException {
        return new ObjectMapper().readValue(json, Body.class);
    }

    private record Body(@SanitizedText String text) {}
}
