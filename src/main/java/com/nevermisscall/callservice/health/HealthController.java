package com.nevermisscall.callservice.health;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.nevermisscall.callservice.config.ServiceProperties;
import com.nevermisscall.callservice.integration.CollaboratorHealth;
import com.nevermisscall.callservice.security.Audience;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What Kubernetes and people ask: is it well, may it get traffic, is it alive. */
@RestController
@RequestMapping("/health")
@Audience(Audience.Caller.PUBLIC)
class HealthController {

    private static final String HEALTHY = "healthy";
    private static final String DEGRADED = "degraded";
    private static final String UNHEALTHY = "unhealthy";

    private final ServiceProperties service;
    private final DatabaseProbe database;
    private final CollaboratorHealth collaborators;
    private final ApplicationAvailability availability;
    private final Clock clock;
    private final Instant startedAt;

    HealthController(
            ServiceProperties service,
            DatabaseProbe database,
            CollaboratorHealth collaborators,
            ApplicationAvailability availability,
            Clock clock) {
        this.service = service;
        this.database = database;
        this.collaborators = collaborators;
        this.availability = availability;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** A collaborator that is down only degrades the service; without the database it is a 503. */
    @GetMapping
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "503")
    ResponseEntity<Health> health() {
        boolean reachable = database.isReachable();
        String working = collaborators.allHealthy() ? HEALTHY : DEGRADED;
        Map<String, String> services = new LinkedHashMap<>();
        services.put("database", reachable ? HEALTHY : UNHEALTHY);
        services.putAll(collaborators.states());
        Instant now = clock.instant();
        return status(reachable)
                .body(new Health(
                        reachable ? working : UNHEALTHY,
                        service.version(),
                        now,
                        services,
                        Duration.between(startedAt, now).toSeconds(),
                        service.name(),
                        service.port()));
    }

    /** Whether requests may be sent here: once started, so migrated, and until the shutdown begins. */
    @GetMapping("/ready")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Ready.class)))
    @ApiResponse(responseCode = "503", content = @Content(schema = @Schema(implementation = NotReady.class)))
    ResponseEntity<Object> ready() {
        if (availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) {
            return notReady("starting up or shutting down");
        }
        if (!database.isReachable()) {
            return notReady("database unreachable");
        }
        return ResponseEntity.ok(new Ready(true, clock.instant(), service.name()));
    }

    /** Whether the process answers at all; never asks the database, whose outage no restart would mend. */
    @GetMapping("/live")
    Alive live() {
        return new Alive(true, clock.instant(), service.name());
    }

    private ResponseEntity<Object> notReady(String reason) {
        return status(false).body(new NotReady(false, reason, clock.instant()));
    }

    private static ResponseEntity.BodyBuilder status(boolean good) {
        return ResponseEntity.status(good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Health(
            String status,
            String version,
            Instant timestamp,
            Map<String, String> services,
            long uptimeSeconds,
            String serviceName,
            int port) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Ready(boolean ready, Instant timestamp, String serviceName) {}

    record NotReady(boolean ready, String reason, Instant timestamp) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Alive(boolean alive, Instant timestamp, String serviceName) {}
}
