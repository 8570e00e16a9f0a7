package com.nevermisscall.callservice.integration;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class CollaboratorHttpTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final CollaboratorRequest REQUEST = CollaboratorRequest.to("/path", Map.of());

    @RegisterExtension
    final CollaboratorStub stub = new CollaboratorStub(Collaborator.TWILIO_SERVER);

    @AfterEach
    void leaveTheThreadAsItWas() {
        TransactionSynchronizationManager.setActualTransactionActive(false);
        MDC.clear();
        Thread.interrupted();
    }

    @Test
    void sendsTheHeadersThatEveryCollaboratorExpects() {
        stub.answers(200, "{}");
        MDC.put("requestId", "request-7");

        ask(stub.http(), REQUEST);

        assertThat(stub.request().header("Content-Type").firstValue()).isEqualTo("application/json");
        assertThat(stub.request().header("Accept").firstValue()).isEqualTo("application/json");
        assertThat(stub.request().header("x-service-key").values()).containsExactly("first-key");
        assertThat(stub.request().header("X-Request-Id").values()).containsExactly("request-7");
        assertThat(stub.request().containsHeader("Idempotency-Key")).isFalse();
    }

    @Test
    void makesARequestIdWhereThereIsNone() {
        stub.answers(200, "{}");

        ask(stub.http(), REQUEST);

        assertThatNoException()
                .isThrownBy(() ->
                        UUID.fromString(stub.request().header("X-Request-Id").firstValue()));
    }

    @Test
    void reachesACollaboratorBelowAPath() {
        stub.answers(200, "{}");
        UUID tenantId = UUID.randomUUID();

        ask(
                stub.http(stub.url() + "/gateway/", AMPLE),
                CollaboratorRequest.to("/of/{tenantId}", Map.of()).ofTenant(tenantId));

        assertThat(stub.request().getUrl()).isEqualTo("/gateway/of/" + tenantId);
    }

    @Test
    void isNotAskedInsideADatabaseTransaction() {
        TransactionSynchronizationManager.setActualTransactionActive(true);

        assertThatIllegalStateException().isThrownBy(() -> stub.http().post(REQUEST));

        assertThat(stub.requests()).isEmpty();
    }

    @Test
    void tellsA503WithItsRetryAfter() {
        stub.answers(aResponse().withStatus(503).withHeader("Retry-After", "7").withBody("<html>busy</html>"));

        CollaboratorUnavailableException failure = failureOf(stub.http());

        assertThat(failure.reason()).isEqualTo("http_503");
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(failure.isPassing()).isTrue();
    }

    @Test
    void doesNotFollowARedirection() {
        stub.answers(aResponse().withStatus(302).withHeader("Location", stub.url() + "/elsewhere"));

        CollaboratorUnavailableException failure = failureOf(stub.http());

        assertThat(failure.reason()).isEqualTo("http_302");
        assertThat(failure.isPassing()).isFalse();
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void givesUpASlowAnswer() {
        stub.answers(aResponse().withStatus(200).withFixedDelay(5000));

        assertThat(failureOf(stub.http(SHORT)).reason()).isEqualTo("timeout");
    }

    @Test
    void givesUpAnAnswerThatTrickles() {
        // A chunk comes every 100 ms, so no single wait is too long; the whole of it would take 4 s.
        stub.answers(CollaboratorStub.json(200, "{\"text\": \"" + "x".repeat(400) + "\"}")
                .withChunkedDribbleDelay(40, 4000));

        assertThat(failureOf(stub.http(SHORT)).reason()).isEqualTo("timeout");
    }

    @Test
    void findsNobodyListening() {
        stub.stopListening();

        CollaboratorUnavailableException failure = failureOf(stub.http());

        assertThat(failure.reason()).isEqualTo("connect");
        assertThat(failure.isPassing()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void losesAConnectionAndDoesNotSendTheRequestAgain(Fault fault) {
        CollaboratorHttp http = stub.http();
        stub.answers(200, "{}");
        ask(http, REQUEST);
        // The second request goes out on the kept connection, where HTTP clients are quickest to try again.
        stub.server().resetRequests();
        stub.answers(aResponse().withFault(fault));

        CollaboratorUnavailableException failure = failureOf(http);

        assertThat(failure.reason()).isEqualTo("connection_lost");
        assertThat(failure.isPassing()).isTrue();
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void doesNotReadAnAnswerThatIsTooLarge() {
        stub.answers(200, "{\"text\": \"" + "x".repeat(300_000) + "\"}");

        assertThat(failureOf(stub.http()).reason()).isEqualTo("unreadable");
    }

    @Test
    void findsNoObjectInAnAnswerThatIsNoJson() {
        stub.answers(200, "<html>Welcome</html>");

        assertThat(ask(stub.http(), REQUEST).body().isPresent()).isFalse();
    }

    @Test
    void endsItsWaitWhenTheThreadIsInterrupted() {
        stub.answers(aResponse().withStatus(200).withFixedDelay(5000));
        CollaboratorHttp http = stub.http();
        Thread caller = Thread.currentThread();
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> {
            await().until(() -> !stub.requests().isEmpty());
            caller.interrupt();
        });

        assertThat(failureOf(http).reason()).isEqualTo("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopping).succeedsWithin(AMPLE);
    }

    private static CollaboratorUnavailableException failureOf(CollaboratorHttp http) {
        CollaboratorUnavailableException failure =
                catchThrowableOfType(CollaboratorUnavailableException.class, () -> ask(http, REQUEST));
        assertThat(failure).as("the failure to answer").isNotNull();
        return failure;
    }

    private static CollaboratorAnswer ask(CollaboratorHttp http, CollaboratorRequest request) {
        return http.await(http.post(request));
    }
}
