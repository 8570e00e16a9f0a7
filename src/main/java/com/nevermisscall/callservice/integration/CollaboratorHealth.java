package com.nevermisscall.callservice.integration;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How the collaborators do, judged by their circuits: it asks nobody and never blocks. */
@Component
public class CollaboratorHealth {

    private static final String HEALTHY = "healthy";
    private static final String DEGRADED = "degraded";
    private static final String UNHEALTHY = "unhealthy";

    private final CircuitBreakerRegistry circuits;

    CollaboratorHealth(CircuitBreakerRegistry circuits) {
        this.circuits = circuits;
    }

    /**
     * Each collaborator's key with {@code healthy}, {@code degraded} (its circuit is half open: it is being tried
     * again) or {@code unhealthy} (its circuit is open).
     */
    public Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        for (Collaborator collaborator : Collaborator.values()) {
            states.put(collaborator.key(), stateOf(circuits.circuitBreaker(collaborator.key())));
        }
        return states;
    }

    /** Whether no circuit is open or half open. */
    public boolean allHealthy() {
        return states().values().stream().allMatch(HEALTHY::equals);
    }

    private static String stateOf(CircuitBreaker circuit) {
        return switch (circuit.getState()) {
            case OPEN, FORCED_OPEN -> UNHEALTHY;
            case HALF_OPEN -> DEGRADED;
            case CLOSED, DISABLED, METRICS_ONLY -> HEALTHY;
        };
    }
}
