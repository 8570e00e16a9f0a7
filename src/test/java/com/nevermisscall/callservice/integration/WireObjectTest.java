package com.nevermisscall.callservice.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireObjectTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jobType\": \"leak\"}",
                "{\"job_type\": \"leak\"}",
                "{\"jobType\": null, \"job_type\": \"leak\"}"
            })
    void speaksCamelCaseAndSnakeCase(String json) {
        assertThat(object(json).text("jobType", 100)).isEqualTo("leak");
    }

    @Test
    void takesAWrongTypeForAbsent() {
        WireObject odd = object("{\"text\": 7, \"number\": \"high\", \"flag\": \"yes\", \"object\": []}");

        assertThat(odd.text("text", 100)).isNull();
        assertThat(odd.fraction("number")).isNull();
        assertThat(odd.integer("number", 0, 9)).isNull();
        assertThat(odd.flag("flag")).isNull();
        assertThat(odd.object("object").isPresent()).isFalse();
    }

    @Test
    void cleansAndCutsTexts() {
        WireObject texts = object("{\"long\": \" ab\\u0000cdef\", \"blank\": \"  \", \"pair\": \"abc\\uD83D\\uDE00\"}");

        assertThat(texts.text("long", 4)).isEqualTo("abcd");
        assertThat(texts.text("blank", 4)).isNull();
        assertThat(texts.text("pair", 4)).isEqualTo("abc");
        assertThat(texts.text("pair", 5)).isEqualTo("abc\uD83D\uDE00");
    }

    @Test
    void boundsNumbers() {
        WireObject numbers =
                object("{\"low\": -0.5, \"high\": 1e999, \"whole\": 25.0, \"part\": 25.5, \"huge\": 9e30}");

        assertThat(numbers.fraction("low")).isZero();
        assertThat(numbers.fraction("high")).isOne();
        assertThat(numbers.integer("whole", 1, 25)).isEqualTo(25);
        assertThat(numbers.integer("whole", 26, 99)).isNull();
        assertThat(numbers.integer("part", 1, 99)).isNull();
        assertThat(numbers.integer("huge", 1, 99)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"text\"", "7"})
    void isAbsentWhereThereIsNoObject(String json) {
        assertThat(object(json).isPresent()).isFalse();
        assertThat(object(json).text("any", 9)).isNull();
    }

    private static WireObject object(String json) {
        return new WireObject(CollaboratorStub.parse(json));
    }
}
