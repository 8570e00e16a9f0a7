package com.nevermisscall.callservice.integration.dispatch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.nevermisscall.callservice.integration.Collaborator;
import com.nevermisscall.callservice.integration.CollaboratorHttp;
import com.nevermisscall.callservice.integration.CollaboratorStub;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class DispatchClientTest {

    /** Short, and yet enough for the second try. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    private static final UUID TENANT = UUID.randomUUID();
    private static final AiQuestion QUESTION = new AiQuestion(
            UUID.randomUUID(),
            TENANT,
            "+12125551234",
            "+13105550000",
            List.of(new AiQuestion.Turn(CollaboratorStub.NOW, Speaker.SYSTEM, "Hi!")),
            "My sink leaks",
            TenantProfile.unknown(TENANT));
    private static final ResponseDefinitionBuilder GOOD =
            CollaboratorStub.json(200, "{\"next_action\": {\"message_to_customer\": \"Where are you?\"}}");

    @RegisterExtension
    final CollaboratorStub dispatch = new CollaboratorStub(Collaborator.DISPATCH_AI);

    @Test
    void asksInTheServicesOwnNames() {
        dispatch.answers(GOOD);

        AiAnswer answer = ask();

        assertThat(answer.message()).isEqualTo("Where are you?");
        assertThat(dispatch.request().getUrl()).isEqualTo("/dispatch/process");
        assertThat(dispatch.requestBody())
                .isEqualTo(CollaboratorStub.parse("""
                {"conversation_id": "%s", "tenant_id": "%s",
                 "caller_phone": "+12125551234", "called_number": "+13105550000",
                 "conversation_history": [{"timestamp": "2026-11-01T12:00:00Z", "sender": "system",
                                           "message": "Hi!", "message_type": "sms"}],
                 "current_message": "My sink leaks",
                 "business_name": "our business", "trade_type": "plumbing",
                 "business_hours": {"monday": {"start": "07:00", "end": "18:00"},
                                    "tuesday": {"start": "07:00", "end": "18:00"},
                                    "wednesday": {"start": "07:00", "end": "18:00"},
                                    "thursday": {"start": "07:00", "end": "18:00"},
                                    "friday": {"start": "07:00", "end": "18:00"},
                                    "saturday": {"start": "07:00", "end": "18:00"},
                                    "sunday": null},
                 "phone_hours": {"always_available": true},
                 "business_address": {"street_address": "", "city": "", "state": "CA", "postal_code": ""},
                 "job_estimates": [],
                 "business_settings": {"accept_emergencies": true, "out_of_office": false, "max_jobs_per_day": 8,
                                       "service_radius_miles": 25, "emergency_service_enabled": true}}
                """.formatted(QUESTION.conversationId(), TENANT)));
    }

    @Test
    void asksOnceMoreAfterAServerError() {
        answersFirstAndThen(aResponse().withStatus(500), GOOD);

        assertThat(ask().message()).isEqualTo("Where are you?");
        assertThat(dispatch.requests()).hasSize(2);
    }

    @Test
    void asksOnceMoreAfterATimeout() {
        answersFirstAndThen(aResponse().withStatus(200).withFixedDelay(15_000), GOOD);

        assertThat(ask(dispatch.http(SHORT)).message()).isEqualTo("Where are you?");
    }

    @Test
    void asksOnceMoreAfterALostConnection() {
        answersFirstAndThen(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), GOOD);

        assertThat(ask().message()).isEqualTo("Where are you?");
    }

    @Test
    void keepsTheRequestIdOnTheSecondTry() {
        answersFirstAndThen(aResponse().withStatus(500), GOOD);

        ask();

        assertThat(dispatch.requests())
                .extracting(request -> request.getHeader("X-Request-Id"))
                .hasSize(2)
                .doesNotContainNull()
                .containsOnly(dispatch.requests().get(0).getHeader("X-Request-Id"));
    }

    @Test
    void givesUpAfterTheSecondTry() {
        dispatch.answers(503, "{}");

        assertThat(reasonOfFailure()).isEqualTo("http_503");
        assertThat(dispatch.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 404, 422, 429})
    void doesNotAskAgainWhereThatWouldChangeNothing(int status) {
        dispatch.answers(status, "{\"detail\": \"no\"}");

        assertThat(reasonOfFailure()).isEqualTo("http_" + status);
        assertThat(dispatch.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Welcome</html>",
                "{\"next_action\": {\"message_to",
                "",
                "[]",
                "{}",
                "{\"next_action\": \"x\"}",
                "{\"success\": false, \"aiResponse\": {\"message\": \"Hi\"}}",
                "{\"success\": false, \"data\": {\"aiResponse\": {\"message\": \"Hi\"}}}"
            })
    void cannotUseAnAnswerThatIsNone(String answer) {
        dispatch.answers(200, answer);

        assertThat(reasonOfFailure()).isEqualTo("unreadable");
        assertThat(dispatch.requests()).hasSize(1);
    }

    @Test
    void asksNobodyWhileTheCircuitIsOpen() {
        dispatch.circuits().circuitBreaker("dispatch_ai").transitionToOpenState();

        assertThat(reasonOfFailure()).isEqualTo("circuit_open");
        assertThat(dispatch.requests()).isEmpty();
    }

    @Test
    void asksNobodyInsideADatabaseTransaction() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatIllegalStateException().isThrownBy(this::ask);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }

    @Test
    void tellsNoPhoneAndNoTextInALogLine() {
        assertThat(QUESTION.toString()).doesNotContain("+1", "leaks");
        assertThat(QUESTION.history().toString()).doesNotContain("Hi!");
    }

    private void answersFirstAndThen(ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
        dispatch.server()
                .stubFor(any(anyUrl())
                        .inScenario("tries")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("second")
                        .willReturn(first));
        dispatch.server()
                .stubFor(any(anyUrl())
                        .inScenario("tries")
                        .whenScenarioStateIs("second")
                        .willReturn(then));
    }

    private String reasonOfFailure() {
        return catchThrowableOfType(DispatchUnavailableException.class, this::ask)
                .reason();
    }

    private AiAnswer ask() {
        return ask(dispatch.http());
    }

    private static AiAnswer ask(CollaboratorHttp http) {
        return new DispatchClient(http).ask(QUESTION);
    }
}
