package com.nevermisscall.callservice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reactivestreams.Subscriber;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** An answer that comes to nothing when its time is over: the caller was told of the timeout, and that is all. */
@ExtendWith(OutputCaptureExtension.class)
class LateAnswerTest {

    private final AtomicReference<Subscriber<? super ClientResponse>> waiting = new AtomicReference<>();

    private final CollaboratorHttp collaborator = new CollaboratorHttp(
            Collaborator.DISPATCH_AI,
            WebClient.builder()
                    .exchangeFunction(request -> Mono.fromDirect(subscriber -> {
                        waiting.set(subscriber);
                        subscriber.onSubscribe(Operators.emptySubscription());
                    }))
                    .build(),
            new ObjectMapper(),
            CircuitBreaker.ofDefaults("late"),
            Bulkhead.ofDefaults("late"),
            Duration.ofMillis(10),
            Clock.systemUTC());

    @Test
    void itsFailureIsNoErrorOfOurs(CapturedOutput output) {
        Mono<CollaboratorAnswer> answer = collaborator.post(CollaboratorRequest.to("/path", Map.of()));
        assertThatExceptionOfType(CollaboratorUnavailableException.class)
                .isThrownBy(() -> collaborator.await(answer))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("timeout"));

        waiting.get().onError(new IllegalStateException("The client response body has been released already"));

        assertThat(output).contains("timeout").doesNotContain("ERROR").doesNotContain("onErrorDropped");
    }
}
