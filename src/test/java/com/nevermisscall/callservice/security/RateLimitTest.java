package com.nevermisscall.callservice.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.oneOf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.nevermisscall.callservice.support.WebSlice;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.filter.OncePerRequestFilter;

/** One replica's limits: three requests of a user in a minute, one at a time, and two of a service key in a second. */
@WebSlice({GuardedController.class})
@Import({GuardedController.class, RateLimitTest.Behind.class})
@TestPropertySource(
        properties = {"rate-limit.user-per-minute=3", "rate-limit.user-at-once=1", "rate-limit.service-key-per-second=2"
        })
class RateLimitTest {

    private static final String THEIRS = "/guarded/tenant/" + GuardedController.TENANT;

    private final UUID userId = UUID.randomUUID();

    @Autowired
    private MockMvc http;

    @Autowired
    private UserTokens tokens;

    @Autowired
    private Behind behind;

    @Test
    void aUserWhoSendsTooMuchIsToldHowLongToWait() throws Exception {
        spend();

        http.perform(asUser(get(THEIRS)))
                .andExpect(status().isTooManyRequests())
                .andExpect(jsonPath("$.success", is(false)))
                .andExpect(jsonPath("$.error.code", is("RATE_LIMITED")))
                .andExpect(jsonPath("$.error.details.retryAfterSeconds", is(oneOf(18, 19, 20))))
                .andExpect(header().string("Retry-After", matchesPattern("18|19|20")))
                .andExpect(header().string("X-Request-Id", matchesPattern(".+")));
    }

    @Test
    void whatIsRefusedGetsNoFurther() throws Exception {
        spend();
        int before = behind.requests.get();

        http.perform(asUser(get(THEIRS))).andExpect(status().isTooManyRequests());

        assertThat(behind.requests).hasValue(before);
    }

    @Test
    void anAnswerThatIsGivenLaterCountsOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            MvcResult begun = http.perform(asUser(get(THEIRS + "/later")))
                    .andExpect(request().asyncStarted())
                    .andReturn();
            http.perform(asyncDispatch(begun)).andExpect(status().isOk());
        }

        http.perform(asUser(get(THEIRS))).andExpect(status().isTooManyRequests());
    }

    @Test
    void whatFailsOutrightIsNoLongerUnderWay() throws Exception {
        assertThatThrownBy(() -> http.perform(asUser(get(THEIRS).header(Behind.FAIL, "yes"))))
                .isInstanceOf(ServletException.class);

        http.perform(asUser(get(THEIRS))).andExpect(status().isOk());
    }

    @Test
    void theBudgetIsTheUsersWhateverTokenAndEndpoint() throws Exception {
        http.perform(asUser(get(THEIRS))).andExpect(status().isOk());
        http.perform(asUser(get("/guarded/tenant/" + GuardedController.OTHER_TENANT)))
                .andExpect(status().isForbidden());
        http.perform(asUser(post("/guarded/things/" + GuardedController.OURS))).andExpect(status().isBadRequest());

        http.perform(asUser(get(THEIRS))).andExpect(status().isTooManyRequests());
        http.perform(asUser(get("/guarded/strangers/" + GuardedController.OURS)))
                .andExpect(status().isTooManyRequests());
    }

    @Test
    void anotherUserOfTheTenantGoesOn() throws Exception {
        spend();

        http.perform(get(THEIRS).header("Authorization", "Bearer " + token(UUID.randomUUID())))
                .andExpect(status().isOk());
    }

    @Test
    void whoFailsToProveWhoItIsIsToldNothingAndCostsNobodyAnything() throws Exception {
        for (int i = 0; i < 5; i++) {
            http.perform(get(THEIRS).header("Authorization", "Bearer " + token(userId) + "x"))
                    .andExpect(status().isUnauthorized());
        }
        spend();

        http.perform(get(THEIRS)).andExpect(status().isUnauthorized());
        http.perform(get(THEIRS).header("Authorization", "Bearer " + token(userId) + "x"))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void whatAnyoneMayAskIsNotLimited() throws Exception {
        spend();

        for (int i = 0; i < 10; i++) {
            http.perform(asUser(get("/guarded/public"))).andExpect(status().isOk());
        }
    }

    @Test
    void aServiceKeyHasABudgetOfItsOwnToo() throws Exception {
        MockHttpServletResponse answer = null;
        // A slow machine needs more than three to send three within a second.
        for (int i = 0; i < 1000 && (answer == null || answer.getStatus() == 200); i++) {
            answer = http.perform(asService(WebSlice.NEXT_SERVICE_KEY))
                    .andReturn()
                    .getResponse();
        }

        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
        http.perform(asService(WebSlice.SERVICE_KEY)).andExpect(status().isOk());
        http.perform(asService("no-key")).andExpect(status().isUnauthorized());
    }

    private void spend() throws Exception {
        for (int i = 0; i < 3; i++) {
            http.perform(asUser(get(THEIRS))).andExpect(status().isOk());
        }
    }

    private MockHttpServletRequestBuilder asUser(MockHttpServletRequestBuilder request) {
        return request.header("Authorization", "Bearer " + token(userId));
    }

    private static MockHttpServletRequestBuilder asService(String key) {
        return post("/guarded/service").header("x-service-key", key);
    }

    private String token(UUID user) {
        return tokens.issue(new CurrentUser(user, GuardedController.TENANT, null, null), Duration.ofMinutes(1));
    }

    /** Stands where places are given out: counts what comes so far, and fails when it is asked to. */
    @Order(Ordered.LOWEST_PRECEDENCE - 1)
    static class Behind extends OncePerRequestFilter {

        static final String FAIL = "X-Fail";

        final AtomicInteger requests = new AtomicInteger();

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            requests.incrementAndGet();
            if (request.getHeader(FAIL) != null) {
                throw new ServletException("As asked for");
            }
            chain.doFilter(request, response);
        }
    }
}
