package com.nevermisscall.callservice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.StreamUtils;

class IncomingTapTest {

    private static final FilterChain SERVICE = (request, response) -> {
        String body = StreamUtils.copyToString(request.getInputStream(), StandardCharsets.UTF_8);
        response.getOutputStream().write(("{\"got\": " + body + "}").getBytes(StandardCharsets.UTF_8));
    };

    private final WireLog wire = new WireLog(Clock.systemUTC(), new EventLog());
    private final IncomingTap tap = new IncomingTap(wire);

    @Test
    void showsAWebhookAndItsAnswerButNoSecret() throws Exception {
        MockHttpServletResponse answer = send(webhook("/calls/missed"));

        assertThat(answer.getContentAsString()).isEqualTo("{\"got\": {\"callSid\": \"CA1\"}}");
        assertThat(wire.list()).singleElement().satisfies(seen -> {
            assertThat(seen.from()).isEqualTo("twilio-server");
            assertThat(seen.to()).isEqualTo("as-call-service");
            assertThat(seen.path()).isEqualTo("/calls/missed");
            assertThat(seen.headers()).containsEntry("x-service-key", "••••••").containsKey("X-Request-Id");
            assertThat(seen.request()).isEqualTo("{\"callSid\": \"CA1\"}");
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.response()).isEqualTo("{\"got\": {\"callSid\": \"CA1\"}}");
        });
    }

    @Test
    void leavesOthersAlone() throws Exception {
        MockHttpServletRequest ofADashboard = webhook("/conversations/1/reply");
        ofADashboard.removeHeader("x-service-key");
        send(ofADashboard);
        send(webhook("/sandbox/twilio/internal/sms/send"));

        assertThat(wire.list()).isEmpty();
    }

    @Test
    void forgetsTheOldest() throws Exception {
        for (int i = 0; i <= 200; i++) {
            send(webhook("/calls/" + i));
        }

        assertThat(wire.list()).hasSize(200);
        assertThat(wire.list().get(0).path()).isEqualTo("/calls/1");
    }

    private MockHttpServletResponse send(MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        tap.doFilter(request, response, SERVICE);
        return response;
    }

    private static MockHttpServletRequest webhook(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.addHeader("x-service-key", "top-secret");
        request.setContent("{\"callSid\": \"CA1\"}".getBytes(StandardCharsets.UTF_8));
        return request;
    }
}
