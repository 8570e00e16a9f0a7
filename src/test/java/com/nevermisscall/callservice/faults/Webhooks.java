package com.nevermisscall.callservice.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends requests as those before the service do: through the load balancer, and again, to the next replica, while there
 * is no answer or one that asks for it (429, 5xx), after the pause that the answer asks for, else after one that grows.
 * Every attempt is noted.
 */
final class Webhooks {

    /** After this nobody repeats any more. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Balancer balancer;
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final Queue<Attempt> givenUp = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();

    Webhooks(Balancer balancer) {
        this.balancer = balancer;
    }

    /** Sends until it is acknowledged or refused for good; the last attempt. Headers are names and values in turn. */
    CompletableFuture<Attempt> deliver(String path, Map<String, ?> body, String... headers) {
        open.incrementAndGet();
        return repeat(path, json(body), headers, FIRST_PAUSE, Instant.now().plus(PATIENCE))
                .whenComplete((last, failure) -> open.decrementAndGet());
    }

    private CompletableFuture<Attempt> repeat(
            String path, String body, String[] headers, Duration pause, Instant deadline) {
        return send(balancer.next(), path, body, headers).thenCompose(attempt -> {
            if (!attempt.mayBeRepeated()) {
                return CompletableFuture.completedFuture(attempt);
            }
            if (Instant.now().isAfter(deadline)) {
                givenUp.add(attempt);
                return CompletableFuture.completedFuture(attempt);
            }
            Duration asked =
                    attempt.retryAfter() == null ? pause : Duration.ofSeconds(Long.parseLong(attempt.retryAfter()));
            Duration next = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
            return CompletableFuture.supplyAsync(
                            () -> attempt, CompletableFuture.delayedExecutor(spread(asked), TimeUnit.MILLISECONDS))
                    .thenCompose(again -> repeat(path, body, headers, next, deadline));
        });
    }

    private static long spread(Duration pause) {
        return (long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
    }

    /** Sends once, through the load balancer. */
    CompletableFuture<Attempt> once(String path, Map<String, ?> body, String... headers) {
        return send(balancer.next(), path, json(body), headers);
    }

    /** Sends once, to that replica. */
    CompletableFuture<Attempt> once(Replica replica, String path, Map<String, ?> body, String... headers) {
        return send(replica, path, json(body), headers);
    }

    private CompletableFuture<Attempt> send(Replica replica, String path, String body, String... headers) {
        HttpRequest request = HttpRequest.newBuilder(replica.at(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .headers(headers)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        boolean saidReady = balancer.saysReady(replica);
        Instant start = Instant.now();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()).handle((answer, failure) -> {
            Duration took = Duration.between(start, Instant.now());
            Attempt attempt = answer == null
                    ? new Attempt(replica, path, saidReady, start, took, 0, null, MissingNode.getInstance())
                    : new Attempt(
                            replica,
                            path,
                            saidReady,
                            start,
                            took,
                            answer.statusCode(),
                            answer.headers().firstValue("Retry-After").orElse(null),
                            parse(answer.body()));
            attempts.add(attempt);
            return attempt;
        });
    }

    /** All attempts so far, in the order of their ends. */
    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** The last attempts of deliveries that were repeated for two minutes and never acknowledged. */
    List<Attempt> givenUp() {
        return List.copyOf(givenUp);
    }

    /** How many deliveries are neither acknowledged nor refused yet. */
    int open() {
        return open.get();
    }

    private static String json(Map<String, ?> body) {
        try {
            return StandIn.JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return StandIn.JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
