package com.nevermisscall.callservice.integration.twilio;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.tomakehurst.wiremock.http.Fault;
import com.nevermisscall.callservice.integration.Collaborator;
import com.nevermisscall.callservice.integration.CollaboratorStub;
import com.nevermisscall.callservice.integration.twilio.SmsResult.Accepted;
import com.nevermisscall.callservice.integration.twilio.SmsResult.Refused;
import com.nevermisscall.callservice.integration.twilio.SmsResult.Unavailable;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class TwilioClientTest {

    private static final Sms SMS =
            new Sms(UUID.randomUUID(), UUID.randomUUID(), "+12125551234", "+13105550000", "Hi! Sorry we missed you");

    @RegisterExtension
    final CollaboratorStub twilio = new CollaboratorStub(Collaborator.TWILIO_SERVER);

    @Test
    void sendsTheTextWithTheMessageIdAsIdempotencyKey() {
        twilio.answers(200, "{\"messageSid\": \"SM1\", \"status\": \"queued\"}");

        send();

        assertThat(twilio.request().getUrl()).isEqualTo("/internal/sms/send");
        assertThat(twilio.request().header("Idempotency-Key").values())
                .containsExactly(SMS.messageId().toString());
        assertThat(twilio.requestBody()).isEqualTo(CollaboratorStub.parse("""
                {"to": "+12125551234", "from": "+13105550000", "body": "Hi! Sorry we missed you", "tenantId": "%s"}
                """.formatted(SMS.tenantId())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messageSid\": \"SM1\", \"status\": \"queued\"}",
                "{\"success\": true, \"data\": {\"messageSid\": \"SM1\"}}",
                "{\"messageSid\": \"SM1\", \"data\": {}}"
            })
    void isAcceptedInEitherShape(String answer) {
        twilio.answers(202, answer);

        assertThat(send()).isEqualTo(new Accepted("SM1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"SM-1\"", "7", "true"})
    void isAcceptedWithoutAnIdThatIsOfNoUse(String messageSid) {
        twilio.answers(200, "{\"messageSid\": " + messageSid + "}");

        assertThat(send()).isEqualTo(new Accepted(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Welcome</html>",
                "{\"messageSid\": \"SM1\"",
                "",
                "[]",
                "{}",
                "{\"messageSid\": null}",
                "{\"messageSid\": {}}"
            })
    void isToBeTriedAgainWhenTheAnswerLeavesADoubt(String answer) {
        twilio.answers(200, answer);

        assertThat(send()).isEqualTo(new Unavailable(null, "unreadable"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errorCode\": 21610, \"message\": \"Opted out\"}",
                "{\"code\": \"21610\", \"message\": \"Opted out\"}",
                "{\"success\": false, \"error\": {\"code\": 21610, \"message\": \"Opted out\"}}",
                "{\"data\": {\"errorCode\": \"21610\"}, \"message\": \"Opted out\"}",
                "{\"code\": \"SMS_REFUSED\", \"error\": {\"errorCode\": 21610, \"message\": \"Opted out\"}}"
            })
    void isRefusedWithTwiliosCodeInAnyPlace(String answer) {
        twilio.answers(400, answer);

        assertThat(send()).isEqualTo(new Refused("21610", "Opted out"));
    }

    @ParameterizedTest
    @CsvSource({"404, <html>Not here</html>", "422, '{\"errorCode\": {}, \"message\": 7}'", "401, ''"})
    void isRefusedWithTheStatusWhereThereIsNoCode(int status, String answer) {
        twilio.answers(status, answer);

        assertThat(send()).isEqualTo(new Refused("HTTP_" + status, null));
    }

    @Test
    void boundsTheMessageOfARefusal() {
        twilio.answers(400, "{\"code\": 21211, \"message\": \"" + "x".repeat(2000) + "\"}");

        assertThat(send()).isEqualTo(new Refused("21211", "x".repeat(500)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 425, 429})
    void isToBeTriedAgainAfterA4xxThatPasses(int status) {
        twilio.answers(CollaboratorStub.json(status, "{\"code\": 20429}").withHeader("Retry-After", "30"));

        assertThat(send()).isEqualTo(new Unavailable(Duration.ofSeconds(30), "http_" + status));
    }

    @ParameterizedTest
    @CsvSource({"120, PT2M", "-3, PT0S", "'Sun, 01 Nov 2026 12:01:00 GMT', PT1M", "later, "})
    void honoursRetryAfter(String retryAfter, Duration wait) {
        twilio.answers(aResponse().withStatus(503).withHeader("Retry-After", retryAfter));

        assertThat(send()).isEqualTo(new Unavailable(wait, "http_503"));
    }

    @Test
    void isToBeTriedAgainAfterAServerError() {
        twilio.answers(500, "{\"errorCode\": 21610}");

        assertThat(send()).isEqualTo(new Unavailable(null, "http_500"));
    }

    @Test
    void isToBeTriedAgainWhenItTakesTooLong() {
        twilio.answers(CollaboratorStub.json(200, "{\"messageSid\": \"SM1\"}").withFixedDelay(5000));

        TwilioClient client = new TwilioClient(twilio.http(Duration.ofMillis(300)));

        assertThat(client.send(SMS)).isEqualTo(new Unavailable(null, "timeout"));
    }

    @Test
    void isSentOnceWhenTheConnectionIsLost() {
        twilio.answers(aResponse().withFault(Fault.EMPTY_RESPONSE));

        assertThat(send()).isEqualTo(new Unavailable(null, "connection_lost"));
        assertThat(twilio.requests()).hasSize(1);
    }

    @Test
    void tellsAnOpenCircuit() {
        twilio.circuits().circuitBreaker("twilio_server").transitionToOpenState();

        assertThat(send()).isEqualTo(new Unavailable(null, "circuit_open"));
    }

    @Test
    void isNotSentInsideADatabaseTransaction() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatIllegalStateException().isThrownBy(this::send);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }

    @Test
    void tellsNoPhoneAndNoTextInALogLine() {
        assertThat(SMS.toString()).doesNotContain("+1", "Sorry");
        assertThat(new Refused("21211", "+12125551234 is invalid").toString()).doesNotContain("+1");
    }

    private SmsResult send() {
        return new TwilioClient(twilio.http()).send(SMS);
    }
}
