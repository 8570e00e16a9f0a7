package com.nevermisscall.callservice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;

import com.nevermisscall.callservice.support.WebSlice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;

@WebSlice(ProbeController.class)
@Import(ProbeController.class)
class RequestIdTest {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @Autowired
    private MockMvc http;

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-z_0.9", "1234567890123456789012345678901234567890123456789012345678901234"})
    void aGoodOneIsTheCallers(String id) throws Exception {
        http.perform(get("/probe/log-context").header("X-Request-Id", id))
                .andExpect(header().string("X-Request-Id", id))
                .andExpect(jsonPath("$.data.requestId", is(id)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "two words",
                "semi;colon",
                "\u00e4",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void aBadOneIsReplaced(String id) throws Exception {
        http.perform(get("/probe/log-context").header("X-Request-Id", id))
                .andExpect(header().string("X-Request-Id", matchesPattern(UUID)))
                .andExpect(jsonPath("$.data.requestId", matchesPattern(UUID)));
    }

    @Test
    void aMissingOneIsMade() throws Exception {
        http.perform(get("/no/such/path"))
                .andExpect(header().string("X-Request-Id", matchesPattern(UUID)))
                .andExpect(jsonPath("$.requestId", matchesPattern(UUID)));
    }

    @Test
    void nothingOfTheRequestStaysWithTheThread() throws Exception {
        MDC.put("callId", "left over");

        http.perform(get("/probe/log-context").header("X-Request-Id", "a"));

        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }
}
