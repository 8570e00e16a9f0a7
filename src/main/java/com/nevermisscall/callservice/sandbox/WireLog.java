package com.nevermisscall.callservice.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The last two hundred requests between the service and its collaborators, in memory only, told as they happen. */
@InSandbox
@Component
class WireLog {

    static final String SERVICE = "as-call-service";

    private static final int KEPT = 200;
    private static final String MASK = "••••••";

    /** The headers of the contract, in the order in which they are shown; true: a secret. */
    private static final Map<String, Boolean> SHOWN = new LinkedHashMap<>();

    static {
        SHOWN.put("x-service-key", true);
        SHOWN.put("Idempotency-Key", false);
        SHOWN.put("X-Request-Id", false);
    }

    private final Clock clock;
    private final EventLog events;
    private final Map<String, Exchange> exchanges = new LinkedHashMap<>();

    WireLog(Clock clock, EventLog events) {
        this.clock = clock;
        this.events = events;
    }

    /**
     * One request and its answer.
     *
     * @param path     as the contract has it
     * @param headers  those of the contract, secrets masked
     * @param request  the body, perhaps cut; null: not yet known or none
     * @param status   of the answer; null: there is none, yet or at all
     * @param response the body, perhaps cut; null: none
     * @param failure  why there is no answer, or null
     * @param millis   how long it took; null while it goes on
     */
    record Exchange(
            String id,
            String from,
            String to,
            String method,
            String path,
            Map<String, String> headers,
            String request,
            Integer status,
            String response,
            String failure,
            Instant startedAt,
            Long millis) {

        Exchange sending(String body) {
            return new Exchange(
                    id, from, to, method, path, headers, body, status, response, failure, startedAt, millis);
        }

        private Exchange answered(int code, String body, long took) {
            return new Exchange(id, from, to, method, path, headers, request, code, body, null, startedAt, took);
        }

        private Exchange failed(String reason, long took) {
            return new Exchange(id, from, to, method, path, headers, request, null, null, reason, startedAt, took);
        }
    }

    /** A request that begins now; nobody is told of it yet. */
    Exchange begin(String from, String to, String method, String path, HttpHeaders headers) {
        Map<String, String> shown = new LinkedHashMap<>();
        SHOWN.forEach((name, secret) -> {
            String value = headers.getFirst(name);
            if (value != null) {
                shown.put(name, secret ? MASK : value);
            }
        });
        return new Exchange(
                UUID.randomUUID().toString(),
                from,
                to,
                method,
                path,
                shown,
                null,
                null,
                null,
                null,
                clock.instant(),
                null);
    }

    /** Tells how the request stands. */
    void show(Exchange exchange) {
        synchronized (exchanges) {
            exchanges.put(exchange.id(), exchange);
            if (exchanges.size() > KEPT) {
                exchanges.remove(exchanges.keySet().iterator().next());
            }
        }
        events.tellAll("wire", exchange);
    }

    /** Tells the answer to a request; a null body is none. */
    void answered(Exchange exchange, int status, String body) {
        show(exchange.answered(status, body, millisSince(exchange)));
    }

    /** Tells that a request got no answer, and why. */
    void failed(Exchange exchange, String reason) {
        show(exchange.failed(reason, millisSince(exchange)));
    }

    /** All that are kept, oldest first. */
    List<Exchange> list() {
        synchronized (exchanges) {
            return List.copyOf(exchanges.values());
        }
    }

    private long millisSince(Exchange exchange) {
        return Duration.between(exchange.startedAt(), clock.instant()).toMillis();
    }
}
