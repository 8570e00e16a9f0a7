package com.nevermisscall.callservice.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** The four services beside this one, as a real HTTP server that records every request. */
final class Recorder implements AutoCloseable {

    private final Map<UUID, Integer> takeoverDelays = new ConcurrentHashMap<>();
    private final StandIn twilio = new StandIn(usually(10, 40), Recorder::accepted);
    private final StandIn dispatch = new StandIn(usually(50, 150), Recorder::aiAnswer);
    private final StandIn tenant = new StandIn(Manner.prompt(), this::profile);
    private final StandIn connection = new StandIn(usually(1, 5), event -> "{}");
    /** Its own: a service that is stopped in this JVM takes Reactor's shared ones with it. */
    private final LoopResources loops = LoopResources.create("recorder");

    private final DisposableServer server;

    Recorder() {
        Map<String, StandIn> standIns =
                Map.of("twilio", twilio, "dispatch", dispatch, "tenant", tenant, "connection", connection);
        this.server = HttpServer.create()
                .runOn(loops)
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> {
                    StandIn addressee = standIns.get(request.uri().split("/", 3)[1]);
                    return addressee == null ? Mono.from(response.sendNotFound()) : addressee.handle(request, response);
                })
                .bindNow();
    }

    private static Manner usually(int leastMillis, int mostMillis) {
        return Manner.prompt().within(Duration.ofMillis(leastMillis), Duration.ofMillis(mostMillis));
    }

    /** twilio-server: a key that it knows gets the answer of the first time, as the contract asks of it. */
    StandIn twilio() {
        return twilio;
    }

    /** dispatch-bot-ai: it answers with what the customer wrote, so that an answer tells what it answers. */
    StandIn dispatch() {
        return dispatch;
    }

    /** When the AI was first asked about each of a tenant's customers, by their phones. */
    Map<String, Instant> firstQuestions(UUID tenantId) {
        return dispatch.heard(tenantId).stream()
                .collect(Collectors.toMap(Heard::caller, Heard::at, (first, second) -> first));
    }

    /** ts-tenant-service. */
    StandIn tenant() {
        return tenant;
    }

    /** as-connection-service. */
    StandIn connection() {
        return connection;
    }

    /** The businesses' own delay until the AI answers, as ts-tenant-service tells it. */
    void takeoverDelay(UUID tenantId, Duration delay) {
        takeoverDelays.put(tenantId, Math.toIntExact(delay.toSeconds()));
    }

    /** The addresses of the four, as the service's settings want them. */
    Map<String, String> settings() {
        String base = "http://127.0.0.1:" + server.port();
        return Map.of(
                "TWILIO_SERVER_URL", base + "/twilio",
                "DISPATCH_AI_URL", base + "/dispatch",
                "TS_TENANT_SERVICE_URL", base + "/tenant",
                "AS_CONNECTION_SERVICE_URL", base + "/connection");
    }

    /** Everybody is well again. */
    void recover() {
        twilio.recover();
        dispatch.recover();
        tenant.recover();
        connection.recover();
    }

    private static String accepted(Heard text) {
        return "{\"messageSid\":\"SM%s\",\"status\":\"queued\"}"
                .formatted(text.key().replace("-", ""));
    }

    /** What the AI says to this, for instance to find it again among the texts. */
    static String aiAnswerTo(String customersWords) {
        return "You wrote: " + customersWords;
    }

    private static String aiAnswer(Heard question) {
        ObjectNode answer = StandIn.JSON.createObjectNode().put("conversation_stage", "collecting_info");
        answer.putObject("next_action")
                .put("action_type", "ask")
                .put("message_to_customer", aiAnswerTo(question.question()));
        return answer.toString();
    }

    private String profile(Heard question) {
        ObjectNode profile = StandIn.JSON
                .createObjectNode()
                .put("exists", true)
                .put("active", true)
                .put("businessName", "Smith Plumbing")
                .put("tradeType", "plumbing")
                .put("serviceAreaValid", true)
                .put("addressValidated", true);
        Integer delay = takeoverDelays.get(question.tenantId());
        if (delay != null) {
            profile.put("aiTakeoverDelaySeconds", delay);
        }
        return profile.toString();
    }

    @Override
    public void close() {
        server.disposeNow();
        loops.dispose();
    }
}
