package com.nevermisscall.callservice.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The last thousand events that the service told of, in memory only, and the pages that listen. */
@InSandbox
@Component
class EventLog {

    private static final int KEPT = 1000;
    private static final Duration LONGEST_LISTENING = Duration.ofMinutes(10);

    private final Deque<Told> told = new ArrayDeque<>();
    private final List<Listener> listeners = new ArrayList<>();

    /** An event as the service broadcasts it. */
    record Broadcast(
            @NotBlank String event, JsonNode data, @NotNull UUID eventId, Instant timestamp) {}

    private record Told(UUID tenantId, Broadcast event) {}

    private record Listener(UUID tenantId, SseEmitter emitter) {}

    /** Keeps the event and passes it on to the tenant's listeners; a repeat is dropped. */
    synchronized void tell(UUID tenantId, Broadcast event) {
        if (told.stream().anyMatch(earlier -> earlier.event().eventId().equals(event.eventId()))) {
            return;
        }
        told.addLast(new Told(tenantId, event));
        if (told.size() > KEPT) {
            told.removeFirst();
        }
        listeners.removeIf(listener -> listener.tenantId().equals(tenantId) && isGone(listener, event));
    }

    /**
     * Starts to listen to one tenant's events.
     *
     * @param lastEventId the last event that the page has seen: it gets what came after; null: only what comes from now
     *                    on; one that is no longer kept: everything kept
     */
    synchronized SseEmitter listen(UUID tenantId, String lastEventId) {
        Listener listener = new Listener(tenantId, new SseEmitter(LONGEST_LISTENING.toMillis()));
        SseEmitter emitter = listener.emitter();
        emitter.onCompletion(() -> forget(listener));
        // Ending it in good order makes the browser come back by itself; a timeout would be answered as an error.
        emitter.onTimeout(emitter::complete);
        listeners.add(listener);
        if (!opens(emitter) || since(tenantId, lastEventId).stream().anyMatch(event -> isGone(listener, event))) {
            listeners.remove(listener);
        }
        return emitter;
    }

    /** Lets the pages go before the server waits for its open requests. */
    @EventListener(ContextClosedEvent.class)
    synchronized void close() {
        List.copyOf(listeners).forEach(listener -> listener.emitter().complete());
        listeners.clear();
    }

    private synchronized void forget(Listener listener) {
        listeners.remove(listener);
    }

    private List<Broadcast> since(UUID tenantId, String lastEventId) {
        if (lastEventId == null) {
            return List.of();
        }
        List<Broadcast> events = told.stream()
                .filter(kept -> kept.tenantId().equals(tenantId))
                .map(Told::event)
                .toList();
        List<String> ids =
                events.stream().map(event -> event.eventId().toString()).toList();
        return events.subList(ids.indexOf(lastEventId) + 1, events.size());
    }

    /** A first comment, so that the page knows that it is connected. */
    private static boolean opens(SseEmitter emitter) {
        try {
            emitter.send(SseEmitter.event().comment("listening"));
            return true;
        } catch (IOException | IllegalStateException gone) {
            return false;
        }
    }

    /** Sends the event; true when nobody is there any more, which is the only way that a closed page is noticed. */
    private static boolean isGone(Listener listener, Broadcast event) {
        try {
            listener.emitter()
                    .send(SseEmitter.event().id(event.eventId().toString()).data(event, MediaType.APPLICATION_JSON));
            return false;
        } catch (IOException | IllegalStateException gone) {
            return true;
        }
    }
}
