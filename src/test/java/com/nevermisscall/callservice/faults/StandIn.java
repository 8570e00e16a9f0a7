package com.nevermisscall.callservice.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nevermisscall.callservice.faults.Manner.Reaction;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** One collaborator: it remembers every request, and treats them as it is told while it runs. */
final class StandIn {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Function<Heard, String> answer;
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final Queue<Awaited> awaited = new ConcurrentLinkedQueue<>();
    private final Manner usual;
    private volatile Function<JsonNode, Manner> manner;

    StandIn(Manner usual, Function<Heard, String> answer) {
        this.usual = usual;
        this.manner = body -> usual;
        this.answer = answer;
    }

    /** From now on it treats requests like this. */
    void behave(Manner manner) {
        this.manner = body -> manner;
    }

    /** From now on it treats some requests like this, and the others as usual. */
    void behave(Predicate<JsonNode> some, Manner manner) {
        this.manner = body -> some.test(body) ? manner : usual;
    }

    /** From now on it is well again. */
    void recover() {
        behave(usual);
    }

    /** All it was asked for this tenant, in the order of arrival. */
    List<Heard> heard(UUID tenantId) {
        return heard.stream()
                .filter(request -> request.tenantId().equals(tenantId))
                .toList();
    }

    /** What it was asked for this tenant and has done, in the order of arrival. */
    List<Heard> taken(UUID tenantId) {
        return heard(tenantId).stream().filter(Heard::taken).toList();
    }

    /** The next request of that kind, when it is there. */
    CompletableFuture<Heard> next(Predicate<Heard> kind) {
        Awaited next = new Awaited(kind, new CompletableFuture<>());
        awaited.add(next);
        next.request().whenComplete((request, failure) -> awaited.remove(next));
        return next.request();
    }

    Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        String path = request.uri();
        String key = request.requestHeaders().get("Idempotency-Key");
        return request.receive()
                .aggregate()
                .asString()
                .defaultIfEmpty("{}")
                .flatMap(body -> Mono.from(react(path, key, read(body), response)));
    }

    private Publisher<Void> react(String path, String key, JsonNode body, HttpServerResponse response) {
        Reaction reaction = manner.apply(body).next();
        Instant now = Instant.now();
        // Noted on arrival: what it has taken it does, whether or not somebody still waits for the answer.
        Instant takenAt = reaction.takes() ? now.plus(reaction.delay()) : null;
        Duration refused =
                reaction.retryAfter() == null ? null : Duration.ofSeconds(Long.parseLong(reaction.retryAfter()));
        Heard request = new Heard(now, takenAt, path, key, body, refused);
        heard.add(request);
        awaited.stream()
                .filter(next -> next.kind().test(request))
                .forEach(next -> next.request().complete(request));
        Publisher<Void> outcome = switch (reaction.kind()) {
            case TAKEN -> send(response, 200, answer.apply(request));
            case NONSENSE -> send(response, 200, "<html>It works!</html>");
            case FAILED -> {
                if (reaction.retryAfter() != null) {
                    response.header(HttpHeaderNames.RETRY_AFTER, reaction.retryAfter());
                }
                yield send(response, reaction.status(), "{\"message\":\"not now\"}");
            }
            case DROPPED ->
                Mono.fromRunnable(() -> response.withConnection(
                        connection -> connection.channel().close()));
            case SILENT -> Mono.never();
        };
        return reaction.delay().isZero()
                ? outcome
                : Mono.delay(reaction.delay()).then(Mono.from(outcome));
    }

    private static Publisher<Void> send(HttpServerResponse response, int status, String body) {
        return response.status(status)
                .header(HttpHeaderNames.CONTENT_TYPE, "application/json")
                // An array of our own: nothing leaks where nobody waits for it any more.
                .sendByteArray(Mono.just(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Awaited(Predicate<Heard> kind, CompletableFuture<Heard> request) {}
}
