package com.nevermisscall.callservice.integration;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nevermisscall.callservice.security.AccessProperties;
import com.nevermisscall.callservice.support.HeldAnswer;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.web.reactive.function.client.WebClient;

/** A collaborator over real HTTP, anew for each test: what it answers, what it was asked, and the way to it. */
public final class CollaboratorStub implements BeforeEachCallback, AfterEachCallback {

    public static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private static final ObjectMapper JSON = Jackson2ObjectMapperBuilder.json().build();
    private static final Duration AMPLE = Duration.ofSeconds(20);

    private final Collaborator collaborator;
    private WireMockServer server;
    private int port;
    private SettableClock clock;
    private CircuitBreakerRegistry circuits;
    private BulkheadRegistry bulkheads;
    private CollaboratorConnections connections;

    public CollaboratorStub(Collaborator collaborator) {
        this.collaborator = collaborator;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server = new WireMockServer(
                wireMockConfig().dynamicPort().bindAddress("127.0.0.1").extensions(HeldAnswer.listener()));
        server.start();
        port = server.port();
        clock = new SettableClock(NOW);
        circuits = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .build());
        bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(2)
                .maxWaitDuration(Duration.ZERO)
                .build());
        connections = new CollaboratorConnections(
                WebClient.builder(),
                JSON,
                circuits,
                bulkheads,
                new AccessProperties(List.of("first-key", "second-key"), "unused", List.of()),
                clock);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        connections.close();
        server.stop();
    }

    /** The way to it, with more time than any test needs. */
    public CollaboratorHttp http() {
        return http(AMPLE);
    }

    public CollaboratorHttp http(Duration limit) {
        return http(url(), limit);
    }

    public CollaboratorHttp http(String url, Duration limit) {
        return connections.open(collaborator, url, limit);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public void answers(int status, String body) {
        answers(json(status, body));
    }

    public void answers(ResponseDefinitionBuilder response) {
        server.stubFor(any(anyUrl()).willReturn(response));
    }

    public static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    public void stopListening() {
        server.stop();
    }

    public WireMockServer server() {
        return server;
    }

    public SettableClock clock() {
        return clock;
    }

    public CircuitBreakerRegistry circuits() {
        return circuits;
    }

    public BulkheadRegistry bulkheads() {
        return bulkheads;
    }

    /** What it was asked so far. */
    public List<LoggedRequest> requests() {
        return server.findAll(anyRequestedFor(anyUrl()));
    }

    /** The one request that it was asked. */
    public LoggedRequest request() {
        List<LoggedRequest> requests = requests();
        if (requests.size() != 1) {
            throw new AssertionError("Expected one request, not " + requests.size());
        }
        return requests.get(0);
    }

    /** The body of the one request that it was asked. */
    public JsonNode requestBody() {
        return parse(request().getBodyAsString());
    }

    public static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }
}
