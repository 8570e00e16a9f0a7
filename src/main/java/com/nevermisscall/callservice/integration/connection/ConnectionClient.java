package com.nevermisscall.callservice.integration.connection;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.nevermisscall.callservice.integration.Collaborator;
import com.nevermisscall.callservice.integration.CollaboratorAnswer;
import com.nevermisscall.callservice.integration.CollaboratorConnections;
import com.nevermisscall.callservice.integration.CollaboratorHttp;
import com.nevermisscall.callservice.integration.CollaboratorProperties;
import com.nevermisscall.callservice.integration.CollaboratorRequest;
import com.nevermisscall.callservice.integration.CollaboratorUnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells live events to as-connection-service, which brings them to the dashboards. */
@Component
public class ConnectionClient {

    private static final Logger log = LoggerFactory.getLogger(ConnectionClient.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    /** What says that the event itself cannot be taken. Any other status may pass: a path not deployed, a key rotated. */
    private static final Set<Integer> FOR_GOOD = Set.of(400, 413, 415, 422);

    private final CollaboratorHttp http;
    private final String path;

    @Autowired
    ConnectionClient(CollaboratorConnections connections, CollaboratorProperties properties) {
        this(
                connections.open(
                        Collaborator.AS_CONNECTION_SERVICE,
                        properties.connection().url(),
                        LIMIT),
                properties.connection().broadcastPath());
    }

    ConnectionClient(CollaboratorHttp http, String path) {
        this.http = http;
        this.path = path;
    }

    /**
     * Tries once on subscription, for at most 2 seconds and without blocking; never ends in an error.
     *
     * @throws IllegalStateException inside a database transaction
     */
    public Mono<BroadcastResult> broadcast(UUID tenantId, LiveEvent event) {
        BroadcastBody body = new BroadcastBody(
                event.event(),
                event.dataJson(),
                event.eventId(),
                event.timestamp().toString());
        return http.post(CollaboratorRequest.to(path, body).ofTenant(tenantId))
                .map(answer -> resultOf(answer, event))
                .onErrorResume(CollaboratorUnavailableException.class, failure -> {
                    log.debug("Event {} could not be told: {}", event.eventId(), failure.reason());
                    return Mono.just(BroadcastResult.UNAVAILABLE);
                });
    }

    private static BroadcastResult resultOf(CollaboratorAnswer answer, LiveEvent event) {
        if (answer.isSuccess()) {
            return BroadcastResult.TOLD;
        }
        log.debug("Event {} was not taken: {}", event.eventId(), answer.reason());
        return FOR_GOOD.contains(answer.status()) ? BroadcastResult.REFUSED : BroadcastResult.UNAVAILABLE;
    }

    private record BroadcastBody(String event, @JsonRawValue String data, UUID eventId, String timestamp) {}
}
