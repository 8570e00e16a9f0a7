package com.nevermisscall.callservice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.nevermisscall.callservice.support.WebSlice;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@WebSlice(ProbeController.class)
@Import(ProbeController.class)
class ErrorContractTest {

    private static final String CODES = """
            VALIDATION_ERROR, 400
            UNAUTHORIZED, 401
            ACCESS_DENIED, 403
            CALL_NOT_FOUND, 404
            CONVERSATION_NOT_FOUND, 404
            LEAD_NOT_FOUND, 404
            NOT_FOUND, 404
            METHOD_NOT_ALLOWED, 405
            UNSUPPORTED_MEDIA_TYPE, 415
            PAYLOAD_TOO_LARGE, 413
            CONVERSATION_CLOSED, 409
            INVALID_STATUS_TRANSITION, 409
            MESSAGE_LIMIT_EXCEEDED, 409
            RECIPIENT_OPTED_OUT, 409
            IDEMPOTENCY_KEY_REUSED, 409
            RATE_LIMITED, 429
            MESSAGE_SEND_FAILED, 502
            AI_PROCESSING_ERROR, 502
            SERVICE_AREA_VALIDATION_FAILED, 502
            CALL_PROCESSING_FAILED, 500
            INTERNAL_ERROR, 500
            SERVICE_UNAVAILABLE, 503
            """;

    @Autowired
    private MockMvc http;

    @ParameterizedTest
    @CsvSource(textBlock = CODES)
    void everyCodeTravelsWithItsStatusInTheEnvelope(ErrorCode code, int status) throws Exception {
        ProbeController.FAILURE.set(new ApiException(code, "A sentence for a person"));

        expectFailure(get("/probe/fail").header("X-Request-Id", "req-1"), status, code)
                .andExpect(jsonPath("$.error.message", is("A sentence for a person")))
                .andExpect(jsonPath("$.error.details", anEmptyMap()))
                .andExpect(jsonPath("$.requestId", is("req-1")));
    }

    @Test
    void noCodeIsLeftOutOfTheTable() {
        assertThat(CODES.lines().map(line -> line.split(",")[0]))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ErrorCode.values()).map(Enum::name).toList());
    }

    @Test
    void detailsTellWhatIsNeededToMendIt() throws Exception {
        ProbeController.FAILURE.set(new ApiException(
                ErrorCode.INVALID_STATUS_TRANSITION, "No", Map.of("from", "new", "allowed", Arrays.asList("lost"))));

        expectFailure(get("/probe/fail"), 409, ErrorCode.INVALID_STATUS_TRANSITION)
                .andExpect(jsonPath("$.error.details.from", is("new")))
                .andExpect(jsonPath("$.error.details.allowed[0]", is("lost")));
    }

    @ParameterizedTest
    @CsvSource({"SERVICE_UNAVAILABLE, 503", "RATE_LIMITED, 429"})
    void whoShallWaitIsToldHowLong(ErrorCode code, int status) throws Exception {
        ProbeController.FAILURE.set(new ApiException(code, "Later", Map.of("retryAfterSeconds", 17)));
        expectFailure(get("/probe/fail"), status, code).andExpect(header().string("Retry-After", "17"));

        ProbeController.FAILURE.set(new ApiException(code, "Later"));
        expectFailure(get("/probe/fail"), status, code)
                .andExpect(header().string("Retry-After", matchesPattern("[1-9]\\d*")));
    }

    @Test
    void anUnknownPathIsNotFound() throws Exception {
        expectFailure(get("/no/such/path"), 404, ErrorCode.NOT_FOUND);
        expectFailure(get("/error"), 404, ErrorCode.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/probe//fail", "/probe/fail;x=1", "/probe%2Ffail", "/probe/%00", "/probe/../fail"})
    void aPathWithTricksIsRefused(String path) throws Exception {
        expectFailure(get(URI.create(path)), 400, ErrorCode.VALIDATION_ERROR)
                .andExpect(jsonPath("$.error.details.fields.request").isNotEmpty());
    }

    @Test
    void anotherMethodIsNotAllowedAndTheAllowedOnesAreNamed() throws Exception {
        expectFailure(delete("/probe/body"), 405, ErrorCode.METHOD_NOT_ALLOWED)
                .andExpect(header().string("Allow", "POST"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/yaml",
                "application/xml",
                "multipart/form-data; boundary=x",
                "nonsense",
                "application/json; charset=no-such-charset"
            })
    void onlyJsonIsTaken(String contentType) throws Exception {
        expectFailure(
                post("/probe/body").header("Content-Type", contentType).content("{\"text\":\"a\"}"),
                415,
                ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void aBodyWithoutATypeIsNotTaken() throws Exception {
        expectFailure(post("/probe/body").content("{}"), 415, ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "application/yaml", "image/png", "nonsense", ";;;"})
    void theAnswerIsJsonWhateverIsAccepted(String accepted) throws Exception {
        expectFailure(get("/no/such/path").header("Accept", accepted), 404, ErrorCode.NOT_FOUND);
        http.perform(get("/probe/log-context").header("Accept", accepted))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/json"));
    }

    @Test
    void aFailureInsideSaysNothingOfTheInside() throws Exception {
        ProbeController.FAILURE.set(new IllegalStateException("select secret from host db.internal"));

        expectFailure(get("/probe/fail"), 500, ErrorCode.INTERNAL_ERROR)
                .andExpect(content().string(not(containsString("secret"))))
                .andExpect(content().string(not(containsString("Exception"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/calls/incoming", "/calls/missed"})
    void aCallWebhookThatFailsInsideSaysSo(String webhook) throws Exception {
        ProbeController.FAILURE.set(new IllegalStateException("broken"));

        expectFailure(post(webhook), 500, ErrorCode.CALL_PROCESSING_FAILED);
    }

    private ResultActions expectFailure(MockHttpServletRequestBuilder request, int status, ErrorCode code)
            throws Exception {
        return http.perform(request)
                .andExpect(status().is(status))
                .andExpect(content().contentType("application/json"))
                .andExpect(header().string("Cache-Control", containsString("no-store")))
                .andExpect(jsonPath("$.length()", is(4)))
                .andExpect(jsonPath("$.success", is(false)))
                .andExpect(jsonPath("$.error.length()", is(3)))
                .andExpect(jsonPath("$.error.code", is(code.name())))
                .andExpect(jsonPath("$.error.details").isMap())
                .andExpect(jsonPath("$.timestamp", is(WebSlice.NOW)))
                .andExpect(jsonPath("$.requestId").isNotEmpty());
    }
}
