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
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The last thousand things that there were to tell, in memory only, and the pages that listen. Whoever tells never waits
 * for a page: it may be the service itself, on its way to a collaborator.
 */
@InSandbox
@Component
class EventLog {

    private static final int KEPT = 1000;
    private static final Duration LONGEST_LISTENING = Duration.ofMinutes(10);
    private static final Duration BACK_AFTER = Duration.ofSeconds(1);

    private final SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("sandbox-page-");
    private final Deque<Told> told = new ArrayDeque<>();
    private final List<Page> pages = new ArrayList<>();

    EventLog() {
        executor.setDaemon(true);
    }

    /** An event as the service broadcasts it. */
    record Broadcast(
            @NotBlank String event, JsonNode data, @NotNull UUID eventId, Instant timestamp) {}

    /** One thing told; {@code tenantId} null: to everybody; {@code name} null: as a message without a name. */
    private record Told(String id, UUID tenantId, String name, Object data) {

        boolean concerns(UUID listener) {
            return tenantId == null || tenantId.equals(listener);
        }
    }

    /** Keeps a live event and passes it on to the tenant's pages; a repeat is dropped. */
    void tell(UUID tenantId, Broadcast event) {
        tell(new Told(event.eventId().toString(), tenantId, null, event));
    }

    /** Keeps something that is no live event and passes it on to all pages, as an event of that name. */
    void tellAll(String name, Object data) {
        tell(new Told(UUID.randomUUID().toString(), null, name, data));
    }

    /**
     * Starts to listen to what is told to one tenant and to everybody.
     *
     * @param lastEventId the last that the page has seen: it gets what came after; null: only what comes from now on; one
     *                    that is no longer kept: everything kept
     */
    synchronized SseEmitter listen(UUID tenantId, String lastEventId) {
        Page page = new Page(tenantId, new SseEmitter(LONGEST_LISTENING.toMillis()));
        SseEmitter emitter = page.emitter;
        emitter.onCompletion(() -> forget(page));
        // Ending it in good order makes the browser come back by itself; a timeout would be answered as an error.
        emitter.onTimeout(emitter::complete);
        pages.add(page);
        page.send(SseEmitter.event().comment("listening").reconnectTime(BACK_AFTER.toMillis()));
        since(tenantId, lastEventId).forEach(page::tell);
        return emitter;
    }

    /** Lets the pages go before the server waits for its open requests. */
    @EventListener(ContextClosedEvent.class)
    synchronized void close() {
        List.copyOf(pages).forEach(page -> page.emitter.complete());
        pages.clear();
    }

    private synchronized void tell(Told news) {
        if (told.stream().anyMatch(earlier -> earlier.id().equals(news.id()))) {
            return;
        }
        told.addLast(news);
        if (told.size() > KEPT) {
            told.removeFirst();
        }
        pages.stream().filter(page -> news.concerns(page.tenantId)).forEach(page -> page.tell(news));
    }

    private synchronized void forget(Page page) {
        pages.remove(page);
    }

    private List<Told> since(UUID tenantId, String lastEventId) {
        if (lastEventId == null) {
            return List.of();
        }
        List<Told> kept = told.stream().filter(news -> news.concerns(tenantId)).toList();
        List<String> ids = kept.stream().map(Told::id).toList();
        return kept.subList(ids.indexOf(lastEventId) + 1, kept.size());
    }

    /** A page that listens. What it is told waits in its own queue, so that a page that is asleep holds up no other. */
    private final class Page {

        private final UUID tenantId;
        private final SseEmitter emitter;
        private final Queue<SseEmitter.SseEventBuilder> waiting = new ConcurrentLinkedQueue<>();
        private final AtomicInteger unsent = new AtomicInteger();

        Page(UUID tenantId, SseEmitter emitter) {
            this.tenantId = tenantId;
            this.emitter = emitter;
        }

        void tell(Told news) {
            SseEmitter.SseEventBuilder event = SseEmitter.event().id(news.id());
            if (news.name() != null) {
                event.name(news.name());
            }
            send(event.data(news.data(), MediaType.APPLICATION_JSON));
        }

        void send(SseEmitter.SseEventBuilder event) {
            waiting.add(event);
            if (unsent.getAndIncrement() == 0) {
                executor.execute(this::drain);
            }
        }

        /** One thread at a time: whoever takes the count from zero drains, and goes on until it is zero again. */
        private void drain() {
            do {
                try {
                    emitter.send(waiting.remove());
                } catch (IOException | IllegalStateException gone) {
                    // Sending is the only way to notice that a page was closed.
                    forget(this);
                }
            } while (unsent.decrementAndGet() > 0);
        }
    }
}
