package com.nevermisscall.callservice.integration;

import java.util.Map;
import org.springframework.stereotype.Component;

/** The state of the four collaborators, as their circuit breakers see it. */
@Component
public class CollaboratorHealth {

    /** Each collaborator's key with its state. */
    public Map<String, String> states() {
        return Map.of();
    }

    /** Whether none is down. */
    public boolean allHealthy() {
        return true;
    }
}
