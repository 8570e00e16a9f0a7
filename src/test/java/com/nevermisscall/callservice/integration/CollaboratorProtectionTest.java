package com.nevermisscall.callservice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CollaboratorProtectionTest {

    private static final CollaboratorRequest REQUEST = CollaboratorRequest.to("/path", Map.of());

    @RegisterExtension
    final CollaboratorStub stub = new CollaboratorStub(Collaborator.TWILIO_SERVER);

    @Test
    void asksNoMoreOnceTheCircuitIsOpen() {
        stub.answers(500, "{}");
        CollaboratorHttp http = stub.http();
        for (int call = 0; call < 10; call++) {
            assertThat(failureOf(http).reason()).isEqualTo("http_500");
        }

        assertThat(failureOf(http).reason()).isEqualTo("circuit_open");

        assertThat(stub.requests()).hasSize(10);
    }

    @Test
    void takesA4xxForAnAnswer() {
        stub.answers(422, "{}");
        CollaboratorHttp http = stub.http();

        for (int call = 0; call < 20; call++) {
            assertThat(ask(http, REQUEST).status()).isEqualTo(422);
        }

        assertThat(circuit().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(circuit().getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(20);
    }

    @Test
    void doesNotWaitWhereTooManyAskAlready() {
        CollaboratorHttp http = stub.http();
        Bulkhead bulkhead = stub.bulkheads().bulkhead("twilio_server");
        bulkhead.acquirePermission();
        bulkhead.acquirePermission();

        assertThat(failureOf(http).reason()).isEqualTo("bulkhead_full");

        assertThat(stub.requests()).isEmpty();
        assertThat(circuit().getMetrics().getNumberOfBufferedCalls()).isZero();
    }

    private CircuitBreaker circuit() {
        return stub.circuits().circuitBreaker("twilio_server");
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
