package com.nevermisscall.callservice.support;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The four collaborators as one real HTTP server for the test JVM, which remembers what it was asked. What it answers
 * is set for one tenant at a time (the last setting wins), so that tests do not disturb each other.
 */
public final class StandIns {

    private static final String SMS = "/twilio/internal/sms/send";
    private static final String AI = "/dispatch/dispatch/process";
    private static final String EVENTS = "/connection/broadcast/tenant/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final WireMockServer SERVER = start();

    private StandIns() {}

    private static WireMockServer start() {
        WireMockServer server = new WireMockServer(wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .globalTemplating(true)
                .containerThreads(100)
                .jettyAcceptors(1)
                .maxRequestJournalEntries(200_000)
                .extensions(HeldAnswer.listener()));
        server.start();
        server.stubFor(
                post(urlMatching(SMS))
                        .willReturn(
                                okJson(
                                        "{\"messageSid\":\"SM{{replace request.headers.Idempotency-Key '-' ''}}\",\"status\":\"queued\"}")));
        server.stubFor(post(urlMatching(AI)).willReturn(okJson(aiAnswer("We can help. What is your address?"))));
        server.stubFor(post(urlMatching("/tenant/internal/tenants/.*")).willReturn(okJson("""
                        {"exists": true, "active": true, "businessName": "Smith Plumbing", "tradeType": "plumbing",
                         "serviceAreaValid": true, "addressValidated": true}""")));
        server.stubFor(post(urlMatching(EVENTS + ".*")).willReturn(okJson("{}")));
        return server;
    }

    /** What twilio-server answers to texts of this tenant. */
    public static void twilioAnswers(UUID tenantId, ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post(urlMatching(SMS))
                .withRequestBody(containing(tenantId.toString()))
                .willReturn(answer));
    }

    /** What twilio-server answers to texts of this tenant that hold these words, which JSON writes as they are. */
    public static void twilioAnswers(UUID tenantId, String words, ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post(urlMatching(SMS))
                .withRequestBody(containing(tenantId.toString()))
                .withRequestBody(containing(words))
                .willReturn(answer));
    }

    /** twilio-server takes texts of this tenant again. */
    public static void twilioAccepts(UUID tenantId) {
        twilioAnswers(tenantId, accepted());
    }

    private static ResponseDefinitionBuilder accepted() {
        return okJson(
                "{\"success\":true,\"data\":{\"messageSid\":\"SM{{replace request.headers.Idempotency-Key '-' ''}}\",\"status\":\"queued\"}}");
    }

    /** twilio-server takes texts of this tenant, each at some moment within that time. */
    public static void twilioAccepts(UUID tenantId, Duration within) {
        twilioAnswers(tenantId, accepted().withUniformRandomDelay(0, (int) within.toMillis()));
    }

    /** What dispatch-bot-ai answers about conversations of this tenant. */
    public static void aiAnswers(UUID tenantId, ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post(urlMatching(AI))
                .withRequestBody(containing(tenantId.toString()))
                .willReturn(answer));
    }

    /** What ts-tenant-service answers about this tenant, with and without an address. */
    public static void tenantAnswers(UUID tenantId, ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post(urlMatching("/tenant/internal/tenants/" + tenantId + "/validate"))
                .willReturn(answer));
    }

    /** What as-connection-service answers to events of this tenant. */
    public static void connectionAnswers(UUID tenantId, ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post(urlMatching(EVENTS + tenantId)).willReturn(answer));
    }

    /** An answer of the AI with nothing in it but the text. */
    public static String aiAnswer(String text) {
        return JSON.createObjectNode()
                .put("conversation_stage", "collecting_info")
                .set(
                        "next_action",
                        JSON.createObjectNode().put("action_type", "ask").put("message_to_customer", text))
                .toString();
    }

    /** A failure of any collaborator. */
    public static ResponseDefinitionBuilder status(int status) {
        return aResponse().withStatus(status);
    }

    /** The texts that twilio-server was asked to send for this tenant, every try, oldest first. */
    public static List<Sent> texts(UUID tenantId) {
        return asked(SMS).stream()
                .filter(request -> request.body().path("tenantId").asText().equals(tenantId.toString()))
                .toList();
    }

    /** The texts that twilio-server was asked to send to one customer of this tenant, every try, oldest first. */
    public static List<Sent> texts(UUID tenantId, String customer) {
        return texts(tenantId).stream()
                .filter(text -> text.body().path("to").asText().equals(customer))
                .toList();
    }

    /** The questions that dispatch-bot-ai was asked about this tenant's conversations, oldest first. */
    public static List<Sent> questions(UUID tenantId) {
        return asked(AI).stream()
                .filter(request -> request.body().path("tenant_id").asText().equals(tenantId.toString()))
                .toList();
    }

    /** The live events that were broadcast to this tenant, every try, oldest first. */
    public static List<Sent> events(UUID tenantId) {
        return asked(EVENTS + tenantId);
    }

    /** The live events that this tenant was told of, each once, by its first try, although it may have come again. */
    public static List<Sent> told(UUID tenantId) {
        Set<String> known = new HashSet<>();
        return events(tenantId).stream()
                .filter(event -> known.add(event.body().path("eventId").asText()))
                .toList();
    }

    /** What ts-tenant-service was asked about this tenant, oldest first. */
    public static List<Sent> validations(UUID tenantId) {
        return asked("/tenant/internal/tenants/" + tenantId + "/validate");
    }

    private static List<Sent> asked(String url) {
        return SERVER.findAll(postRequestedFor(urlMatching(url))).stream()
                .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
                .map(StandIns::sent)
                .toList();
    }

    private static Sent sent(LoggedRequest request) {
        try {
            return new Sent(
                    request.getLoggedDate().toInstant(),
                    request.getHeader("Idempotency-Key"),
                    request.getHeader("traceparent"),
                    JSON.readTree(request.getBodyAsString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request that a collaborator got: when, with which idempotency key (null where there is none), in which trace, what. */
    public record Sent(Instant at, String key, String traceParent, JsonNode body) {}

    /** Points the service at the stand-ins. */
    public static final class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "collaborators.twilio.url=" + SERVER.baseUrl() + "/twilio",
                            "collaborators.dispatch.url=" + SERVER.baseUrl() + "/dispatch",
                            "collaborators.tenant.url=" + SERVER.baseUrl() + "/tenant",
                            "collaborators.connection.url=" + SERVER.baseUrl() + "/connection")
                    .applyTo(context);
        }
    }
}
