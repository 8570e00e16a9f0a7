package com.nevermisscall.callservice.integration.connection;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.tomakehurst.wiremock.http.Fault;
import com.nevermisscall.callservice.integration.Collaborator;
import com.nevermisscall.callservice.integration.CollaboratorHttp;
import com.nevermisscall.callservice.integration.CollaboratorStub;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class ConnectionClientTest {

    private static final UUID TENANT = UUID.randomUUID();
    private static final LiveEvent EVENT = new LiveEvent(
            UUID.randomUUID(), "message_received", CollaboratorStub.NOW, "{\"body\": \"It leaks\", \"count\": 2}");

    @RegisterExtension
    final CollaboratorStub connection = new CollaboratorStub(Collaborator.AS_CONNECTION_SERVICE);

    @Test
    void tellsTheEventToTheTenantsDashboards() {
        connection.answers(200, "{\"success\": true}");

        assertThat(broadcast()).isEqualTo(BroadcastResult.TOLD);

        assertThat(connection.request().getUrl()).isEqualTo("/broadcast/tenant/" + TENANT);
        assertThat(connection.requestBody()).isEqualTo(CollaboratorStub.parse("""
                {"event": "message_received", "data": {"body": "It leaks", "count": 2},
                 "eventId": "%s", "timestamp": "2026-11-01T12:00:00Z"}
                """.formatted(EVENT.eventId())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>ok</html>", "{\"told\": "})
    void needsNoMoreThanTheStatus(String answer) {
        connection.answers(202, answer);

        assertThat(broadcast()).isEqualTo(BroadcastResult.TOLD);
    }

    @Test
    void goesByTheConfiguredPath() {
        connection.answers(200, "{}");

        new ConnectionClient(connection.http(), "/v2/{tenantId}/events")
                .broadcast(TENANT, EVENT)
                .block();

        assertThat(connection.request().getUrl()).isEqualTo("/v2/" + TENANT + "/events");
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED",
        "401, UNAVAILABLE",
        "409, UNAVAILABLE",
        "413, REFUSED",
        "404, UNAVAILABLE",
        "408, UNAVAILABLE",
        "425, UNAVAILABLE",
        "429, UNAVAILABLE",
        "302, UNAVAILABLE",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void tellsARefusalFromAFailureThatPasses(int status, BroadcastResult result) {
        connection.answers(status, "{}");

        assertThat(broadcast()).isEqualTo(result);
    }

    @Test
    void isUnavailableWhenItTakesTooLong() {
        connection.answers(aResponse().withStatus(200).withFixedDelay(5000));

        assertThat(broadcast(connection.http(Duration.ofMillis(300)))).isEqualTo(BroadcastResult.UNAVAILABLE);
    }

    @Test
    void isUnavailableWhenTheConnectionIsLost() {
        connection.answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(broadcast()).isEqualTo(BroadcastResult.UNAVAILABLE);
        assertThat(connection.requests()).hasSize(1);
    }

    @Test
    void isUnavailableWhileTheCircuitIsOpen() {
        connection.circuits().circuitBreaker("as_connection_service").transitionToOpenState();

        assertThat(broadcast()).isEqualTo(BroadcastResult.UNAVAILABLE);
        assertThat(connection.requests()).isEmpty();
    }

    @Test
    void tellsNothingInsideADatabaseTransaction() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatIllegalStateException().isThrownBy(this::broadcast);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }

    @Test
    void tellsNoTextInALogLine() {
        assertThat(EVENT.toString()).doesNotContain("leaks");
    }

    private BroadcastResult broadcast() {
        return broadcast(connection.http());
    }

    private static BroadcastResult broadcast(CollaboratorHttp http) {
        return client(http).broadcast(TENANT, EVENT).block();
    }

    private static ConnectionClient client(CollaboratorHttp http) {
        return new ConnectionClient(http, "/broadcast/tenant/{tenantId}");
    }
}
