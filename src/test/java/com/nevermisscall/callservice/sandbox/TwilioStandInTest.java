package com.nevermisscall.callservice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SandboxTest
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class TwilioStandInTest {

    @Autowired
    private MockMvcTester mvc;

    @Test
    void acceptsATextAndShowsIt() {
        assertThat(send("key-1", "+12125550101", "Hello <b>you</b>"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying(
                        "$.messageSid", sid -> assertThat(sid).asString().matches("SM[0-9a-f]{32}"))
                .extractingPath("$.status")
                .isEqualTo("queued");

        assertThat(mvc.get().uri("/sandbox/twilio/messages?to={to}", "+12125550101"))
                .bodyJson()
                .extractingPath("$.data[0]")
                .asMap()
                .containsEntry("body", "Hello <b>you</b>")
                .containsEntry("idempotencyKey", "key-1")
                .containsEntry("time", "2026-03-03T18:00:00Z");
    }

    @Test
    void deliversOnceForOneKey() throws Exception {
        String first = send("key-1", "+12125550101", "Hello").getResponse().getContentAsString();
        String second = send("key-1", "+12125550101", "Hello").getResponse().getContentAsString();

        assertThat(second).isEqualTo(first);
        assertThat(mvc.get().uri("/sandbox/twilio/messages"))
                .bodyJson()
                .extractingPath("$.data.length()")
                .isEqualTo(1);
    }

    @Test
    void listsOnlyWhatReachedTheNumber() {
        send("key-1", "+12125550101", "one");
        send("key-2", "+12125550102", "two");

        assertThat(mvc.get().uri("/sandbox/twilio/messages?to={to}", "+12125550102"))
                .bodyJson()
                .extractingPath("$.data[*].body")
                .asArray()
                .containsExactly("two");
    }

    @Test
    void wantsTheServiceKey() {
        assertThat(mvc.post()
                        .uri("/sandbox/twilio/internal/sms/send")
                        .header("x-service-key", "not-the-key")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(sms("+12125550101", "Hello"))
                        .exchange())
                .hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(mvc.get().uri("/sandbox/twilio/messages"))
                .bodyJson()
                .extractingPath("$.data")
                .asArray()
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoPhoneNumber() {
        assertThat(send("key-1", "12125550101", "Hello")).hasStatus(HttpStatus.BAD_REQUEST);
    }

    private MvcTestResult send(String key, String to, String body) {
        return mvc.post()
                .uri("/sandbox/twilio/internal/sms/send")
                .header("x-service-key", SandboxTest.KEY)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(sms(to, body))
                .exchange();
    }

    private static String sms(String to, String body) {
        return """
                {"to": "%s", "from": "+13105550111", "body": "%s", "tenantId": "11111111-1111-4111-8111-111111111111"}
                """.formatted(to, body);
    }
}
