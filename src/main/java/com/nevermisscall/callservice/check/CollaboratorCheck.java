package com.nevermisscall.callservice.check;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.springframework.core.NestedExceptionUtils;
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

    /** What was found, one for each, in a fixed order; they are asked at the same time, in HTTP/1.1 as by the adapters. */
    static Stream<Finding> find(Environment environment) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .build();
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
                .handle((answer, failure) ->
                        failure == null ? Finding.good(subject, "answers") : Finding.bad(subject, explained(failure)));
    }

    /** What the failure means; never its message, which may repeat what stands in the URL. */
    private static String explained(Throwable failure) {
        Throwable met = failure instanceof CompletionException ? failure.getCause() : failure;
        if (met instanceof HttpTimeoutException) {
            return "does not answer within " + LIMIT.toSeconds() + " seconds";
        }
        if (met instanceof ConnectException) {
            return NestedExceptionUtils.getMostSpecificCause(met) instanceof UnresolvedAddressException
                    ? "has an unknown host name"
                    : "cannot be connected to";
        }
        return "does not answer (" + met.getClass().getSimpleName() + ")";
    }
}
