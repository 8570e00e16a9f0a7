package com.nevermisscall.callservice.check;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/**
 * Whether the services beside this one are there. Any answer counts: what they answer to a real request only a real
 * request shows.
 */
final class CollaboratorCheck {

    /** Long: a machine that is just starting everything is slow, and somebody who waits for the check can wait. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final List<String> COLLABORATORS = List.of("twilio", "dispatch", "tenant", "connection");

    private CollaboratorCheck() {}

    /** What was found, one for each, in a fixed order; they are asked at the same time. */
    static Stream<Finding> find(Environment environment) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
        List<CompletableFuture<Finding>> asked = COLLABORATORS.stream()
                .map(name -> ask(http, environment.getRequiredProperty("collaborators." + name + ".url"), environment))
                .toList();
        return asked.stream().map(CompletableFuture::join);
    }

    private static CompletableFuture<Finding> ask(HttpClient http, String url, Environment environment) {
        URI address = URI.create(url);
        String subject = address.getScheme() + "://" + address.getHost()
                + (address.getPort() < 0 ? "" : ":" + address.getPort()) + address.getPath();
        boolean standIn = environment.getProperty("sandbox.enabled", Boolean.class, false)
                && address.getPath().startsWith("/sandbox/");
        if (standIn) {
            return CompletableFuture.completedFuture(Finding.good(subject, "a stand-in, part of the service itself"));
        }
        HttpRequest request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .handle((answer, failure) -> failure == null
                        ? Finding.good(subject, "answers")
                        : Finding.bad(subject, "does not answer within " + LIMIT.toSeconds() + " seconds"));
    }
}
