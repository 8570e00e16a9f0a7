package com.nevermisscall.callservice.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.nevermisscall.callservice.support.WebSlice;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

@WebSlice({GuardedController.class, GuardedController.Undeclared.class})
@Import({GuardedController.class, GuardedController.Undeclared.class})
class AudienceTest {

    @Autowired
    private MockMvc http;

    @Autowired
    private UserTokens tokens;

    @ParameterizedTest
    @CsvSource({
        "GET,  public,  none,  200",
        "GET,  public,  bad,   200",
        "GET,  public,  both,  200",
        "POST, service, none,  401",
        "POST, service, bad,   401",
        "POST, service, user,  401",
        "POST, service, service, 200",
        "POST, service, both,  200",
        "POST, service, service and bad token, 200",
        "GET,  tenant,  none,  401",
        "GET,  tenant,  bad,   401",
        "GET,  tenant,  service, 401",
        "GET,  tenant,  user,  200",
        "GET,  tenant,  both,  200",
        "GET,  tenant,  user and bad key, 200",
        "HEAD, tenant,  none,  401",
        "GET,  undeclared, none, 401",
        "GET,  undeclared, both, 401"
    })
    void onlyTheDeclaredAudienceIsLetIn(String method, String endpoint, String credentials, int status)
            throws Exception {
        String path = switch (endpoint) {
            case "undeclared" -> "/undeclared";
            case "tenant" -> "/guarded/tenant/" + GuardedController.TENANT;
            default -> "/guarded/" + endpoint;
        };

        http.perform(with(credentials, MockMvcRequestBuilders.request(HttpMethod.valueOf(method), path)))
                .andExpect(status().is(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {WebSlice.SERVICE_KEY, WebSlice.NEXT_SERVICE_KEY})
    void everyKeyOpensWhileOneIsRotated(String key) throws Exception {
        http.perform(post("/guarded/service").header("x-service-key", key)).andExpect(status().isOk());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                WebSlice.SERVICE_KEY + "x",
                WebSlice.SERVICE_KEY + "," + WebSlice.NEXT_SERVICE_KEY,
                "SLICE-SERVICE-KEY-OF-TODAY"
            })
    void anythingElseIsNoKey(String key) throws Exception {
        http.perform(post("/guarded/service").header("x-service-key", key)).andExpect(status().isUnauthorized());
    }

    @ParameterizedTest
    @CsvSource({"Bearer, 200", "bearer, 200", "Basic, 401", "Token, 401", "'', 401"})
    void theTokenComesAsBearer(String scheme, int status) throws Exception {
        http.perform(get("/guarded/tenant/" + GuardedController.TENANT).header("Authorization", scheme + " " + token()))
                .andExpect(status().is(status));
    }

    @Test
    void everyRefusalHasTheSameWords() throws Exception {
        Set<String> bodies = new HashSet<>();
        for (String credentials : List.of("none", "bad", "service")) {
            bodies.add(http.perform(with(credentials, get("/guarded/tenant/" + GuardedController.TENANT))
                            .header("X-Request-Id", "same"))
                    .andExpect(jsonPath("$.error.code", is("UNAUTHORIZED")))
                    .andExpect(header().exists("WWW-Authenticate"))
                    .andReturn()
                    .getResponse()
                    .getContentAsString());
        }
        assertThat(bodies).hasSize(1);
    }

    @Test
    void whatIsNotThereIsSaidToAnyone() throws Exception {
        http.perform(get("/no/such/path")).andExpect(status().isNotFound());
        http.perform(delete("/guarded/service")).andExpect(status().isMethodNotAllowed());
    }

    @Test
    void theControllerIsToldWhoItIs() throws Exception {
        http.perform(with("user", get("/guarded/tenant/" + GuardedController.TENANT)))
                .andExpect(jsonPath("$.tenantId", is(GuardedController.TENANT.toString())))
                .andExpect(jsonPath("$.email", is("ann@example.com")))
                .andExpect(jsonPath("$.role", is("owner")));
    }

    @Test
    void nobodyGetsASession() throws Exception {
        http.perform(with("user", get("/guarded/tenant/" + GuardedController.TENANT)))
                .andExpect(header().doesNotExist("Set-Cookie"));
    }

    private MockHttpServletRequestBuilder with(String credentials, MockHttpServletRequestBuilder request) {
        return switch (credentials) {
            case "service" -> request.header("x-service-key", WebSlice.SERVICE_KEY);
            case "user" -> request.header("Authorization", "Bearer " + token());
            case "both" -> with("user", with("service", request));
            case "bad" -> request.header("x-service-key", "x").header("Authorization", "Bearer " + token() + "x");
            case "service and bad token" -> with("service", request).header("Authorization", "Bearer x");
            case "user and bad key" -> with("user", request).header("x-service-key", "x");
            default -> request;
        };
    }

    private String token() {
        return tokens.issue(
                new CurrentUser(UUID.randomUUID(), GuardedController.TENANT, "ann@example.com", "owner"),
                Duration.ofMinutes(1));
    }
}
