package com.nevermisscall.callservice.faults;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A load balancer: it asks every replica twice a second whether it is ready, and sends requests to those in turn. */
final class Balancer implements AutoCloseable {

    /** How often it asks; so long it may send requests to a replica that has just turned unready. */
    static final Duration INTERVAL = Duration.ofMillis(500);

    private static final Duration TIMEOUT = Duration.ofMillis(1500);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final List<Replica> replicas;
    private final Set<Replica> ready = ConcurrentHashMap.newKeySet();
    /** In random order: else every customer's third request would get to the same of three replicas. */
    private final List<Replica> round = new ArrayList<>();

    private volatile boolean closed;

    Balancer(List<Replica> replicas) {
        this.replicas = replicas;
        replicas.forEach(this::ask);
    }

    /** The next replica that says it is ready; any, where none does. */
    synchronized Replica next() {
        List<Replica> candidates = replicas.stream().filter(ready::contains).toList();
        List<Replica> among = candidates.isEmpty() ? replicas : candidates;
        round.retainAll(among);
        if (round.isEmpty()) {
            round.addAll(among);
            Collections.shuffle(round);
        }
        return round.remove(0);
    }

    /** Whether the replica said so when it was last asked. */
    boolean saysReady(Replica replica) {
        return ready.contains(replica);
    }

    /** Whether the replica says so now. */
    boolean isReady(Replica replica) {
        return question(replica)
                .thenApply(answer -> answer.statusCode() == 200)
                .exceptionally(failure -> false)
                .join();
    }

    /** Whether the replica says that it knows a collaborator to be down. */
    boolean isDegraded(Replica replica) {
        HttpRequest question =
                HttpRequest.newBuilder(replica.at("/health")).timeout(TIMEOUT).build();
        return http.sendAsync(question, HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> answer.body().contains("\"status\":\"degraded\""))
                .exceptionally(failure -> false)
                .join();
    }

    /** Whether the replica has at some time not asked a collaborator, because it knew it to be down; by its metrics. */
    boolean hasRefusedToAsk(Replica replica, String collaborator) {
        HttpRequest question =
                HttpRequest.newBuilder(replica.metrics()).timeout(TIMEOUT).build();
        return http.sendAsync(question, HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> answer.body()
                        .lines()
                        .filter(line -> line.startsWith("resilience4j_circuitbreaker_not_permitted_calls_total"))
                        .filter(line -> line.contains("name=\"" + collaborator + "\""))
                        .anyMatch(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) > 0))
                .join();
    }

    private void ask(Replica replica) {
        if (closed) {
            return;
        }
        question(replica).handle((answer, failure) -> {
            if (answer != null && answer.statusCode() == 200) {
                ready.add(replica);
            } else {
                ready.remove(replica);
            }
            CompletableFuture.delayedExecutor(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> ask(replica));
            return null;
        });
    }

    private CompletableFuture<HttpResponse<Void>> question(Replica replica) {
        HttpRequest question = HttpRequest.newBuilder(replica.at("/health/ready"))
                .timeout(TIMEOUT)
                .build();
        return http.sendAsync(question, HttpResponse.BodyHandlers.discarding());
    }

    @Override
    public void close() {
        closed = true;
    }
}
