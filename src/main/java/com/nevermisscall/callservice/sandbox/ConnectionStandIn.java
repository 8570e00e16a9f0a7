package com.nevermisscall.callservice.sandbox;

import static com.nevermisscall.callservice.security.Audience.Caller.PUBLIC;

import com.nevermisscall.callservice.security.Audience;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** In place of as-connection-service: tells the page what it would tell the dashboard. */
@InSandbox
@RestController
@RequestMapping("/sandbox/connection")
@Audience(PUBLIC)
class ConnectionStandIn {

    private final Switchboard switchboard;
    private final EventLog events;

    ConnectionStandIn(Switchboard switchboard, EventLog events) {
        this.switchboard = switchboard;
        this.events = events;
    }

    @PostMapping("/broadcast/tenant/{tenantId}")
    CompletableFuture<ResponseEntity<Object>> broadcast(
            @RequestHeader(name = "x-service-key", required = false) String serviceKey,
            @PathVariable UUID tenantId,
            @Valid @RequestBody EventLog.Broadcast event) {
        return switchboard.answer(Switches::connection, serviceKey, () -> {
            events.tell(tenantId, event);
            return Map.of("success", true);
        });
    }

    /**
     * One tenant's live events from now on, or from where the page was cut off; and, by the names {@code text},
     * {@code wire} and {@code switches}, what only this page wants to know.
     */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(
            @RequestParam UUID tenantId, @RequestHeader(name = "Last-Event-ID", required = false) String lastEventId) {
        return events.listen(tenantId, lastEventId);
    }
}
