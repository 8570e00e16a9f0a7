package com.nevermisscall.callservice.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.junit.jupiter.api.Test;

class CollaboratorHealthTest {

    private final CircuitBreakerRegistry circuits = CircuitBreakerRegistry.ofDefaults();
    private final CollaboratorHealth health = new CollaboratorHealth(circuits);

    @Test
    void isHealthyWhileAllCircuitsAreClosed() {
        assertThat(health.states())
                .containsOnlyKeys("twilio_server", "dispatch_ai", "ts_tenant_service", "as_connection_service")
                .doesNotContainValue("unhealthy");
        assertThat(health.allHealthy()).isTrue();
    }

    @Test
    void tellsAnOpenCircuit() {
        circuit("dispatch_ai").transitionToOpenState();
        circuit("twilio_server").transitionToForcedOpenState();

        assertThat(health.states())
                .containsEntry("dispatch_ai", "unhealthy")
                .containsEntry("twilio_server", "unhealthy")
                .containsEntry("ts_tenant_service", "healthy");
        assertThat(health.allHealthy()).isFalse();
    }

    @Test
    void isDegradedWhileACollaboratorIsTriedAgain() {
        circuit("dispatch_ai").transitionToOpenState();
        circuit("dispatch_ai").transitionToHalfOpenState();

        assertThat(health.states()).containsEntry("dispatch_ai", "degraded");
        assertThat(health.allHealthy()).isFalse();
    }

    private CircuitBreaker circuit(String name) {
        return circuits.circuitBreaker(name);
    }
}
