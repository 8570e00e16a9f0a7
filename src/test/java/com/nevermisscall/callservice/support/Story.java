package com.nevermisscall.callservice.support;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nevermisscall.callservice.security.CurrentUser;
import com.nevermisscall.callservice.security.UserTokens;
import com.nevermisscall.callservice.web.RequestId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.MDC;

/**
 * One tenant, one customer and one user at the dashboard, who use the service over HTTP as its callers do. Everything is
 * new with each story, so that stories share a service without seeing each other. Every exchange is held against the
 * committed API document ({@link ApiContract}).
 */
public final class Story {

    public static final String SERVICE_KEY = "test-service-key-0123456789";
    public static final String JWT_SECRET = "test-jwt-secret-0123456789-0123456789";

    /** Keeps numbers as they are written: 275.00 has two decimals. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private static final AtomicInteger CUSTOMERS =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(9000));

    private final UUID tenantId;
    private final UUID userId;
    private final String customer;
    private final String business = "+13105550100";
    private final int[] ports;
    private final String token;

    /** A story at the service on this port. */
    public Story(int port, UserTokens tokens) {
        this(tokens, port);
    }

    /** A story at several replicas of the service: chance says which one gets a request. */
    public Story(UserTokens tokens, int... ports) {
        this.tenantId = UUID.randomUUID();
        this.userId = UUID.randomUUID();
        this.customer = newCustomer();
        this.ports = ports.clone();
        this.token = tokens.issue(new CurrentUser(userId, tenantId, null, "owner"), Duration.ofDays(30));
    }

    private Story(Story other, String customer, int... ports) {
        this.tenantId = other.tenantId;
        this.userId = other.userId;
        this.customer = customer;
        this.ports = ports;
        this.token = other.token;
    }

    /** The story of another customer of the same tenant, with the same user at the dashboard. */
    public Story anotherCustomer() {
        return new Story(this, newCustomer(), ports);
    }

    /** The same story, going on at a service on another port. */
    public Story at(int port) {
        return new Story(this, customer, port);
    }

    private static String newCustomer() {
        return "+1212555" + (1000 + CUSTOMERS.getAndIncrement() % 9000);
    }

    public UUID tenantId() {
        return tenantId;
    }

    public UUID userId() {
        return userId;
    }

    public String customer() {
        return customer;
    }

    public String business() {
        return business;
    }

    public String token() {
        return token;
    }

    /** A SID that nobody has used. */
    public static String newSid(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    /** The customer calls. */
    public Answer calls(String callSid, String status) {
        return webhook(
                "/calls/incoming",
                Map.of(
                        "callSid", callSid,
                        "from", customer,
                        "to", business,
                        "tenantId", tenantId,
                        "callStatus", status));
    }

    /** Nobody answers the call. */
    public Answer misses(String callSid) {
        return webhook("/calls/missed", Map.of("callSid", callSid, "callStatus", "no-answer", "callDuration", 0));
    }

    /** The customer calls and nobody answers; the answer is that of the missed call. */
    public Answer missedCall() {
        String callSid = newSid("CA");
        calls(callSid, "ringing");
        return misses(callSid);
    }

    /** The customer texts into a conversation. */
    public Answer texts(String conversationId, String body) {
        return texts(conversationId, newSid("SM"), body);
    }

    /** The customer texts into a conversation, with a SID of the test's own. */
    public Answer texts(String conversationId, String messageSid, String body) {
        return webhook(
                "/conversations/" + conversationId + "/messages",
                Map.of("messageSid", messageSid, "from", customer, "to", business, "body", body));
    }

    /** The customer texts without a conversation being known. */
    public Answer texts(String body) {
        return webhook(
                "/conversations/messages/incoming",
                Map.of(
                        "messageSid", newSid("SM"),
                        "tenantId", tenantId,
                        "from", customer,
                        "to", business,
                        "body", body));
    }

    /** The user replies and takes over. */
    public Answer replies(String conversationId, String message) {
        return user("POST", "/conversations/" + conversationId + "/reply", Map.of("message", message));
    }

    /** The user hands the conversation to the AI. */
    public Answer handsToAi(String conversationId) {
        return user("POST", "/conversations/" + conversationId + "/ai/activate", null);
    }

    /** The user takes the conversation from the AI with a click. */
    public Answer takesOver(String conversationId) {
        return user("POST", "/conversations/" + conversationId + "/ai/deactivate", Map.of("reason", "human_takeover"));
    }

    /** The user completes the conversation. */
    public Answer completes(String conversationId) {
        return user("PUT", "/conversations/" + conversationId + "/status", Map.of("status", "completed"));
    }

    /** The conversation as the dashboard shows it: {@code data.conversation}. */
    public JsonNode conversation(String conversationId) {
        return user("GET", "/conversations/" + conversationId, null).data().path("conversation");
    }

    /** The messages of a conversation, oldest first. */
    public JsonNode messages(String conversationId) {
        return user("GET", "/conversations/" + conversationId, null).data().path("messages");
    }

    /** The lead as the dashboard shows it: {@code data.lead}. */
    public JsonNode lead(String leadId) {
        return user("GET", "/leads/" + leadId, null).data().path("lead");
    }

    /** Another service posts, with its key. */
    public Answer webhook(String path, Object body) {
        return send("POST", path, body, "x-service-key", SERVICE_KEY);
    }

    /** The user does something at the dashboard; a null body is none. */
    public Answer user(String method, String path, Object body) {
        return send(method, path, body, "Authorization", "Bearer " + token);
    }

    /** Anybody sends anything, with these headers (names and values in turn), and the request id of this thread, if any. */
    public Answer send(String method, String path, Object body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json(body)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        String requestId = MDC.get(RequestId.MDC_KEY);
        if (requestId != null) {
            request.header(RequestId.HEADER, requestId);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Answer answer = new Answer(response.statusCode(), response.headers(), parse(response.body()));
            ApiContract.check(response.request(), body == null ? null : json(body), answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String service() {
        return "http://127.0.0.1:" + ports[ThreadLocalRandom.current().nextInt(ports.length)];
    }

    private static String json(Object body) {
        try {
            return body instanceof String text
                    ? text
                    : JSON.writeValueAsString(body instanceof Map<?, ?> map ? plain(map) : body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode plain(Map<?, ?> map) {
        return JSON.valueToTree(map);
    }

    private static JsonNode parse(String body) {
        try {
            return body.isEmpty() ? JSON.missingNode() : JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("Not JSON: " + body, e);
        }
    }

    /** What the service answered. */
    public record Answer(int status, HttpHeaders headers, JsonNode body) {

        /** {@code data} of a success. */
        public JsonNode data() {
            return body.path("data");
        }

        /** {@code error.code} of a failure, else an empty string. */
        public String code() {
            return body.path("error").path("code").asText();
        }

        /** {@code error.details} of a failure. */
        public JsonNode details() {
            return body.path("error").path("details");
        }

        /** A field under {@code data}, as text, by its dotted path. */
        public String text(String path) {
            return body.at("/data/" + path.replace('.', '/')).asText();
        }
    }
}
