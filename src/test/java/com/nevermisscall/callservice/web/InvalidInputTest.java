package com.nevermisscall.callservice.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.nevermisscall.callservice.support.WebSlice;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@WebSlice(ProbeController.class)
@Import(ProbeController.class)
class InvalidInputTest {

    private static final String ID = "0198c0de-0000-7000-8000-000000000001";

    @Autowired
    private MockMvc http;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"text":5}                                  | text          | must be a text
            {"text":true}                               | text          | must be a text
            {"text":1.5}                                | text          | must be a text
            {"text":{}}                                 | text          | must be a text
            {"text":["a"]}                              | text          | must be a text
            {"text":" "}                                | text          | must not be blank
            {"text":null}                               | text          | must not be blank
            {"text":"a\\u0000b"}                        | text          | holds characters that cannot be stored
            {"text":"a\\ud800b"}                        | text          | holds characters that cannot be stored
            {"text":"a","clean":5}                      | clean         | must be a text
            {"text":"a","clean":"123456"}               | clean         | size must be between 0 and 5
            {"text":"a","number":1.5}                   | number        | must be a whole number
            {"text":"a","number":1e2}                   | number        | must be a whole number
            {"text":"a","number":99999999999}           | number        | must be a whole number
            {"text":"a","number":"x"}                   | number        | must be a whole number
            {"text":"a","number":""}                    | number        | must be a whole number
            {"text":"a","number":true}                  | number        | must be a whole number
            {"text":"a","money":"x"}                    | money         | must be a number
            {"text":"a","flag":1}                       | flag          | must be true or false
            {"text":"a","flag":"maybe"}                 | flag          | must be true or false
            {"text":"a","id":"1-1-1-1-1"}               | id            | must be a UUID
            {"text":"a","id":""}                        | id            | must be a UUID
            {"text":"a","id":7}                         | id            | must be a UUID
            {"text":"a","colour":"green"}               | colour        | must be one of red, dark_blue
            {"text":"a","colour":"RED"}                 | colour        | must be one of red, dark_blue
            {"text":"a","colour":""}                    | colour        | must be one of red, dark_blue
            {"text":"a","colour":0}                     | colour        | must be one of red, dark_blue
            {"text":"a","colour":"0"}                   | colour        | must be one of red, dark_blue
            {"text":"a","nested":{"street":" "}}        | nested.street | must not be blank
            {"text":"a","nested":{"numbers":[1,"x"]}}   | nested.numbers[1] | must be a whole number
            {"text":"a","nested":"x"}                   | nested        | must be an object
            {"text":"a","nested":""}                    | nested        | must be an object
            {"text":"a","words":"x"}                    | words         | must be a list
            {"text":"a","words":[1]}                    | words[0]      | must be a text
            {"text":"a"                                 | body          | is not valid JSON
            {"text":"a"} {}                             | body          | must be one JSON object and nothing else
            {text:'a'}                                  | body          | is not valid JSON
            null                                        | body          | is required
            []                                          | body          | must be one JSON object and nothing else
            "text"                                      | body          | must be one JSON object and nothing else
            5                                           | body          | must be one JSON object and nothing else
            """)
    void aBadBodyIsBlamedOnItsField(String body, String field, String reason) throws Exception {
        expectInvalid(post("/probe/body")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(jsonPath("$.error.details.fields", equalTo(Map.of(field, reason))))
                .andExpect(content().string(not(containsString("callservice"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "\"5\"",
                "1700000000",
                "\"2026-01-31\"",
                "\"2026-01-31T12:00:00\"",
                "\"+999999-01-31T12:00:00Z\"",
                "\"-2026-01-31T12:00:00Z\"",
                "\"\"",
                "{}"
            })
    void aTimeNeedsItsZone(String time) throws Exception {
        expectInvalid(json("{\"text\":\"a\",\"time\":" + time + "}"))
                .andExpect(jsonPath(
                        "$.error.details.fields.time",
                        is("must be a time in ISO-8601 with Z or an offset, such as 2026-01-31T12:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.123456Z, 2026-01-31T12:00:00.123456Z",
        "2026-01-31T12:00:00+02:00, 2026-01-31T10:00:00Z"
    })
    void aTimeIsToldInUtc(String time, String told) throws Exception {
        http.perform(json("{\"text\":\"a\",\"time\":\"" + time + "\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.data.time", is(told)));
    }

    @Test
    void whatTwilioWritesAsTextsIsRead() throws Exception {
        http.perform(json("{\"text\":\"a\",\"number\":\"0\",\"flag\":\"true\",\"money\":\"275.00\","
                        + "\"colour\":\"dark_blue\",\"unknown\":{\"deep\":[1]},\"text\":\"again\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.data.number", is(0)))
                .andExpect(jsonPath("$.data.flag", is(true)))
                .andExpect(jsonPath("$.data.colour", is("dark_blue")))
                .andExpect(jsonPath("$.data.text", is("again")))
                .andExpect(jsonPath("$.data", hasKey("time")));
    }

    @Test
    void everyBadFieldIsNamedAtOnce() throws Exception {
        expectInvalid(json("{\"clean\":\"123456\",\"nested\":{}}").header("Accept-Language", "de"))
                .andExpect(jsonPath(
                        "$.error.details.fields",
                        equalTo(Map.of(
                                "text",
                                "must not be blank",
                                "clean",
                                "size must be between 0 and 5",
                                "nested.street",
                                "must not be blank"))));
    }

    @Test
    void headersAndBodyAreJudgedTogether() throws Exception {
        MockHttpServletRequestBuilder request =
                post("/probe/mixed").contentType(MediaType.APPLICATION_JSON).content("{}");
        expectInvalid(request).andExpect(jsonPath("$.error.details.fields.Idempotency-Key", is("is required")));
        expectInvalid(request.header("Idempotency-Key", "12345"))
                .andExpect(jsonPath(
                        "$.error.details.fields",
                        equalTo(Map.of(
                                "Idempotency-Key", "size must be between 1 and 4", "text", "must not be blank"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /probe/parameters/1-1-1-1-1              | id        | must be a UUID
            /probe/parameters/x                      | id        | must be a UUID
            /probe/parameters/ID?colour=RED          | colour    | must be one of red, dark_blue
            /probe/parameters/ID?colour=Dark-Blue    | colour    | must be one of red, dark_blue
            /probe/parameters/ID?page=0              | page      | must be greater than or equal to 1
            /probe/parameters/ID?page=x              | page      | must be a whole number
            /probe/parameters/ID?page=99999999999    | page      | must be a whole number
            /probe/parameters/ID?page-size=101       | page-size | must be less than or equal to 100
            /probe/required                          | before    | is required
            /probe/required?before=                  | before    | is required
            /probe/required?before=x                 | before    | must be a UUID
            """)
    void aBadParameterIsBlamedByItsName(String path, String field, String reason) throws Exception {
        expectInvalid(get(path.replace("ID", ID)))
                .andExpect(jsonPath("$.error.details.fields", equalTo(Map.of(field, reason))));
    }

    @Test
    void anEmptyParameterCountsAsAbsent() throws Exception {
        http.perform(get("/probe/parameters/" + ID + "?colour=&page="))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.data.colour", nullValue()))
                .andExpect(jsonPath("$.data.page", is(1)));
        http.perform(get("/probe/parameters/" + ID + "?colour=dark_blue"))
                .andExpect(jsonPath("$.data.colour", is("dark_blue")));
    }

    @Test
    void deepNestingAndHugeNumbersAreRefused() throws Exception {
        expectInvalid(json("{\"text\":\"a\",\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}"))
                .andExpect(jsonPath("$.error.details.fields", hasKey("body")));
        expectInvalid(json("{\"text\":\"a\",\"number\":" + "9".repeat(2000) + "}"));
        expectInvalid(json("{\"text\":\"a\",\"money\":\"" + "9".repeat(2000) + "\"}"));
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() throws Exception {
        byte[] latin = "{\"text\":\"\u00e4\u00f6\"}".getBytes(StandardCharsets.ISO_8859_1);
        expectInvalid(post("/probe/body")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(latin))
                .andExpect(jsonPath("$.error.details.fields.body", is("is not valid JSON")));
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() throws Exception {
        http.perform(json("{\"text\":\"" + "a".repeat(BodyLimitFilter.LIMIT_BYTES) + "\"}"))
                .andExpect(status().isPayloadTooLarge())
                .andExpect(jsonPath("$.error.code", is("PAYLOAD_TOO_LARGE")));
        http.perform(json("{\"text\":\"" + "a".repeat(BodyLimitFilter.LIMIT_BYTES - 11) + "\"}"))
                .andExpect(status().isOk());
    }

    private static MockHttpServletRequestBuilder json(String body) {
        return post("/probe/body").contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private ResultActions expectInvalid(MockHttpServletRequestBuilder request) throws Exception {
        return http.perform(request)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.error.code", is("VALIDATION_ERROR")));
    }
}
