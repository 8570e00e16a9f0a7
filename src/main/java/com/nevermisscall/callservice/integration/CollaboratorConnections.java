package com.nevermisscall.callservice.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nevermisscall.callservice.security.AccessProperties;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.netty.channel.ChannelOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Opens the HTTP connections to the collaborators, a pool for each, and closes them when the service stops. The event
 * loops are its own: Reactor's global ones are gone before the workers have ended that still owe an SMS.
 */
@Component
public class CollaboratorConnections implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CollaboratorConnections.class);

    private static final int MAX_CONNECTIONS = 32;
    private static final int MAX_PENDING = 32;
    private static final Duration MAX_PENDING_TIME = Duration.ofMillis(500);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    /** Below the five seconds after which Node.js and uvicorn close an idle connection. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(4);

    private static final Duration MAX_LIFE = Duration.ofMinutes(5);
    private static final Duration EVICTION_INTERVAL = Duration.ofSeconds(30);
    private static final Duration CLOSING_TIME = Duration.ofSeconds(5);
    private static final int MAX_ANSWER_BYTES = 256 * 1024;

    private final WebClient.Builder webClients;
    private final ObjectMapper json;
    private final CircuitBreakerRegistry circuits;
    private final BulkheadRegistry bulkheads;
    private final String serviceKey;
    private final Clock clock;
    private final LoopResources eventLoops = LoopResources.create("collaborators");
    private final List<ConnectionProvider> pools = new CopyOnWriteArrayList<>();

    CollaboratorConnections(
            WebClient.Builder webClients,
            ObjectMapper json,
            CircuitBreakerRegistry circuits,
            BulkheadRegistry bulkheads,
            AccessProperties access,
            Clock clock) {
        this.webClients = webClients;
        this.json = json;
        this.circuits = circuits;
        this.bulkheads = bulkheads;
        this.serviceKey = access.serviceKeys().get(0);
        this.clock = clock;
    }

    /**
     * Opens a collaborator; to be called once for each.
     *
     * @param url   its base address
     * @param limit how long one request may take from asking to the last byte of the answer
     */
    public CollaboratorHttp open(Collaborator collaborator, String url, Duration limit) {
        CircuitBreaker circuit = circuits.circuitBreaker(collaborator.key());
        circuit.getEventPublisher()
                .onStateTransition(event ->
                        log.warn("Circuit of {}: {}", event.getCircuitBreakerName(), event.getStateTransition()));
        return new CollaboratorHttp(
                collaborator,
                webClient(collaborator, url, limit),
                json,
                circuit,
                bulkheads.bulkhead(collaborator.key()),
                limit,
                clock);
    }

    @Override
    public void close() {
        pools.forEach(pool -> pool.disposeLater().block(CLOSING_TIME));
        eventLoops.disposeLater(Duration.ZERO, CLOSING_TIME).block(CLOSING_TIME);
    }

    private WebClient webClient(Collaborator collaborator, String url, Duration limit) {
        return webClients
                .clone()
                .uriBuilderFactory(new DefaultUriBuilderFactory(StringUtils.trimTrailingCharacter(url, '/')))
                .clientConnector(new ReactorClientHttpConnector(httpClient(collaborator, limit)))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_ANSWER_BYTES))
                .defaultHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .defaultHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
                .defaultHeader("x-service-key", serviceKey)
                .build();
    }

    private HttpClient httpClient(Collaborator collaborator, Duration limit) {
        ConnectionProvider pool = ConnectionProvider.builder(collaborator.key())
                .maxConnections(MAX_CONNECTIONS)
                .pendingAcquireMaxCount(MAX_PENDING)
                .pendingAcquireTimeout(MAX_PENDING_TIME)
                .maxIdleTime(MAX_IDLE)
                .maxLifeTime(MAX_LIFE)
                .evictInBackground(EVICTION_INTERVAL)
                .lifo()
                .build();
        pools.add(pool);
        return HttpClient.create(pool)
                .runOn(eventLoops)
                .resolver(names -> names.runOn(eventLoops))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                .responseTimeout(limit)
                // An aborted request is never silently sent once more: an SMS might be in it. Trying again is the
                // caller's.
                .disableRetry(true);
    }
}
