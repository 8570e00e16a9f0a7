package com.nevermisscall.callservice.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.nevermisscall.callservice.web.Admission;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpStatusCode;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * The way to one collaborator: JSON over HTTP within a time limit, behind a bulkhead and a circuit breaker. 2xx and 4xx
 * are answers; everything else is a {@link CollaboratorUnavailableException} and counts against the circuit.
 */
public final class CollaboratorHttp {

    private static final Logger log = LoggerFactory.getLogger(CollaboratorHttp.class);
    private static final String REQUEST_ID = "requestId";
    private static final byte[] NOTHING = {};

    /** Where Reactor looks for what a sequence does with an error that comes when nobody waits for it any more. */
    private static final String ON_ERROR_DROPPED = "reactor.onErrorDropped.local";

    /** Takes the caller's trace along to whatever thread sends the request. */
    private static final ContextSnapshotFactory THREAD =
            ContextSnapshotFactory.builder().build();

    private final Collaborator collaborator;
    private final WebClient client;
    private final ObjectMapper json;
    private final CircuitBreaker circuit;
    private final Bulkhead bulkhead;
    private final Duration limit;
    private final Clock clock;

    CollaboratorHttp(
            Collaborator collaborator,
            WebClient client,
            ObjectMapper json,
            CircuitBreaker circuit,
            Bulkhead bulkhead,
            Duration limit,
            Clock clock) {
        this.collaborator = collaborator;
        this.client = client;
        this.json = json;
        this.circuit = circuit;
        this.bulkhead = bulkhead;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Guards the rule that no HTTP call is made inside a database transaction.
     *
     * @throws IllegalStateException inside one
     */
    public static void requireNoTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A collaborator was asked inside a database transaction");
        }
    }

    /** Does something each time the circuit closes again; on a thread that must not be kept waiting. */
    public void onReturn(Runnable action) {
        circuit.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition() == CircuitBreaker.StateTransition.HALF_OPEN_TO_CLOSED) {
                action.run();
            }
        });
    }

    /**
     * The answer to a POST, asked for anew on each subscription; the only error is
     * {@link CollaboratorUnavailableException}.
     *
     * @throws IllegalStateException inside a database transaction
     */
    public Mono<CollaboratorAnswer> post(CollaboratorRequest request) {
        requireNoTransaction();
        String requestId = currentRequestId();
        ContextSnapshot caller = THREAD.captureAll();
        return exchange(request, requestId, write(request.body()))
                .timeout(limit)
                .transformDeferred(CircuitBreakerOperator.of(circuit))
                .transformDeferred(BulkheadOperator.of(bulkhead))
                .onErrorMap(Unavailability::of)
                .contextWrite(context -> caller.updateContext(context).put(ON_ERROR_DROPPED, late()));
    }

    /** The caller has been told already that there is no answer; without this Reactor logs an error of its own. */
    private Consumer<Throwable> late() {
        return failure -> log.debug(
                "{} was given up before this: {}",
                collaborator.key(),
                failure.getClass().getSimpleName());
    }

    /**
     * Waits for an answer on the caller's thread and logs its failure there.
     *
     * @throws CollaboratorUnavailableException when there is none, or the thread is interrupted (its flag stays set)
     */
    public CollaboratorAnswer await(Mono<CollaboratorAnswer> answer) {
        try {
            return Admission.withoutPlace(answer::block);
        } catch (RuntimeException thrown) {
            CollaboratorUnavailableException failure = Exceptions.unwrap(thrown) instanceof InterruptedException
                    ? Unavailability.interrupted(thrown)
                    : Unavailability.of(thrown);
            log.warn("{} gave no answer: {}", collaborator.key(), failure.reason());
            throw failure;
        }
    }

    private Mono<CollaboratorAnswer> exchange(CollaboratorRequest request, String requestId, byte[] body) {
        Map<String, Object> pathVariables =
                request.tenantId() == null ? Map.of() : Map.of("tenantId", request.tenantId());
        return client.post()
                .uri(request.path(), pathVariables)
                .header("X-Request-Id", requestId)
                .headers(headers -> {
                    if (request.idempotencyKey() != null) {
                        headers.set("Idempotency-Key", request.idempotencyKey().toString());
                    }
                })
                .bodyValue(body)
                .exchangeToMono(this::read);
    }

    private Mono<CollaboratorAnswer> read(ClientResponse response) {
        HttpStatusCode status = response.statusCode();
        Duration retryAfter = RetryAfter.of(response.headers().asHttpHeaders(), clock);
        if (!status.is2xxSuccessful() && !status.is4xxClientError()) {
            return response.releaseBody().then(Mono.error(() -> Unavailability.status(status, retryAfter)));
        }
        return response.bodyToMono(byte[].class)
                .defaultIfEmpty(NOTHING)
                .map(body -> new CollaboratorAnswer(status.value(), retryAfter, new WireObject(parse(body))));
    }

    private JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException notJson) {
            log.debug("{} sent something that is no JSON", collaborator.key());
            return MissingNode.getInstance();
        }
    }

    private byte[] write(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(
                    "No JSON can be made of " + body.getClass().getName(), bug);
        }
    }

    private static String currentRequestId() {
        String current = MDC.get(REQUEST_ID);
        return current == null ? UUID.randomUUID().toString() : current;
    }
}
