package com.nevermisscall.callservice.security;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.options;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.nevermisscall.callservice.support.WebSlice;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;

@WebSlice(GuardedController.class)
@Import(GuardedController.class)
class BrowserTest {

    @Autowired
    private MockMvc http;

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT"})
    void theDashboardMayCall(String method) throws Exception {
        http.perform(options("/guarded/service")
                        .header("Origin", WebSlice.DASHBOARD)
                        .header("Access-Control-Request-Method", method)
                        .header(
                                "Access-Control-Request-Headers",
                                "authorization, content-type, idempotency-key, x-request-id"))
                .andExpect(status().isOk())
                .andExpect(header().string("Access-Control-Allow-Origin", WebSlice.DASHBOARD))
                .andExpect(header().string("Access-Control-Allow-Methods", containsString(method)))
                .andExpect(header().string("Access-Control-Allow-Headers", containsString("idempotency-key")))
                .andExpect(header().doesNotExist("Access-Control-Allow-Credentials"));
    }

    @Test
    void theDashboardMayReadTheIdEvenOfARefusal() throws Exception {
        http.perform(get("/guarded/tenant/x").header("Origin", WebSlice.DASHBOARD))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("Access-Control-Allow-Origin", WebSlice.DASHBOARD))
                .andExpect(header().string("Access-Control-Expose-Headers", "X-Request-Id, Retry-After"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, GET, authorization",
        "null, GET, authorization",
        "http://dashboard.example, GET, authorization",
        "https://dashboard.example, DELETE, authorization",
        "https://dashboard.example, GET, x-service-key"
    })
    void othersAreRefusedInTheEnvelope(String origin, String method, String headers) throws Exception {
        http.perform(options("/guarded/public")
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", method)
                        .header("Access-Control-Request-Headers", headers))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.error.code", is("ACCESS_DENIED")))
                .andExpect(header().doesNotExist("Access-Control-Allow-Origin"));
    }

    @Test
    void anAnswerOfTheApiIsNothingABrowserMayRunFrameOrKeep() throws Exception {
        http.perform(get("/guarded/public"))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("X-Frame-Options", "DENY"))
                .andExpect(header().string("Referrer-Policy", "no-referrer"))
                .andExpect(header().string("Cache-Control", containsString("no-store")))
                .andExpect(header().string("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sandbox", "/sandbox/app.js", "/docs", "/swagger-ui/index.html"})
    void thePagesMayUseWhatComesFromHere(String path) throws Exception {
        http.perform(get(path))
                .andExpect(header().string("Content-Security-Policy", containsString("default-src 'self'")))
                .andExpect(header().string("Content-Security-Policy", containsString("frame-ancestors 'none'")));
    }

    @Nested
    class WithoutOrigins {

        @DynamicPropertySource
        static void noOrigins(DynamicPropertyRegistry properties) {
            properties.add("access.cors-origins", () -> "");
        }

        @Test
        void noPageOfElsewhereMayCall(@Autowired MockMvc http) throws Exception {
            http.perform(options("/guarded/public")
                            .header("Origin", WebSlice.DASHBOARD)
                            .header("Access-Control-Request-Method", "GET"))
                    .andExpect(status().isForbidden())
                    .andExpect(jsonPath("$.error.code", is("ACCESS_DENIED")));
            http.perform(get("/guarded/public").header("Origin", WebSlice.DASHBOARD))
                    .andExpect(header().doesNotExist("Access-Control-Allow-Origin"));
        }
    }
}
