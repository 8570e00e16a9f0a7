package com.nevermisscall.callservice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.integration.tenant.Tenants;
import com.nevermisscall.callservice.security.UserTokens;
import com.nevermisscall.callservice.support.ServiceTest;
import com.nevermisscall.callservice.support.ShiftingClock;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stories have in common: a tenant of their own in each test, the clock, and how to wait for what comes later. */
@ServiceTest
abstract class ServiceStory {

    /** What is said in these stories to somebody whose call was missed. */
    static final String GREETING = "Hi! Sorry we missed your call at Smith Plumbing. How can we help you today? "
            + "Please reply with details about what you need.";

    /** A countdown, and a second more. */
    static final Duration COUNTDOWN = Duration.ofSeconds(61);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<Integer> WARM = ConcurrentHashMap.newKeySet();

    @LocalServerPort
    private int port;

    @Autowired
    private UserTokens tokens;

    @Autowired
    private Tenants tenants;

    @Autowired
    CircuitBreakerRegistry breakers;

    @Autowired
    ShiftingClock clock;

    @Autowired
    JdbcClient db;

    Story story;

    @BeforeEach
    void begin() {
        Awaitility.setDefaultTimeout(PATIENCE);
        if (WARM.add(port)) {
            // The first call of each kind takes longer than a collaborator may.
            newStory().missedCall();
        }
        story = newStory();
        // A busy machine may be too slow to ask about a business in time, and would then greet for "our business".
        await().until(() -> {
            tenants.require(story.tenantId());
            return tenants.known(story.tenantId()).isPresent();
        });
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    /** Where the service listens. */
    String service() {
        return "http://127.0.0.1:" + port;
    }

    /** A story of another tenant, of whom the service knows nothing yet. */
    Story newStory() {
        return new Story(port, tokens);
    }

    /** The conversation that a missed call opens. */
    String conversation() {
        return story.missedCall().text("call.conversationId");
    }

    /** A conversation that the AI has in hand, with nothing to answer yet. */
    String conversationOfAi() {
        String conversationId = conversation();
        assertThat(story.handsToAi(conversationId).status()).isEqualTo(200);
        return conversationId;
    }

    /** The lead of a conversation, as the dashboard shows it. */
    JsonNode leadOf(String conversationId) {
        return story.lead(story.conversation(conversationId).path("leadId").asText());
    }

    String stateOf(String conversationId) {
        return story.conversation(conversationId).path("state").asText();
    }

    /** The texts that twilio-server was asked to send, every try. */
    List<String> texts() {
        return StandIns.texts(story.tenantId()).stream()
                .map(text -> text.body().path("body").asText())
                .toList();
    }

    /** Returns when the newest message of a conversation is this text and has got this status. */
    void awaitLastMessage(String conversationId, String body, String status) {
        await().untilAsserted(() -> {
            JsonNode messages = story.messages(conversationId);
            JsonNode last = messages.path(messages.size() - 1);
            assertThat(last.path("body").asText()).isEqualTo(body);
            assertThat(last.path("status").asText()).isEqualTo(status);
        });
    }

    /** Returns when the AI and the address check have nothing more to do for a conversation. */
    void awaitIdle(String conversationId) {
        await().untilAsserted(
                        () -> assertThat(db.sql("SELECT task_name FROM scheduled_ai_tasks WHERE task_instance LIKE ?")
                                        .param(conversationId + "%")
                                        .query(String.class)
                                        .list())
                                .isEmpty());
    }

    /**
     * Puts the clock forward by more than a countdown, and returns when all that fell due meanwhile has had its turn: a
     * customer of another tenant, whose countdown ends last, has the AI's answer.
     */
    void pass(Duration time) {
        assertThat(time).isGreaterThanOrEqualTo(COUNTDOWN);
        Story last = newStory();
        assertThat(last.texts("Is anybody there?").status()).isEqualTo(200);
        clock.forward(time);
        await().until(() -> !StandIns.texts(last.tenantId()).isEmpty());
    }

    /** The events of one kind that the tenant was told of, as they came, each once. */
    List<JsonNode> events(String name) {
        return named(name, StandIns.told(story.tenantId()));
    }

    /** The same with every try. */
    List<JsonNode> tries(String name) {
        return named(name, StandIns.events(story.tenantId()));
    }

    private static List<JsonNode> named(String name, List<StandIns.Sent> events) {
        return events.stream()
                .map(StandIns.Sent::body)
                .filter(event -> event.path("event").asText().equals(name))
                .toList();
    }

    /** The data of the latest event of one kind, which is awaited. */
    JsonNode awaitEvent(String name) {
        await().until(() -> !events(name).isEmpty());
        List<JsonNode> events = events(name);
        return events.get(events.size() - 1).path("data");
    }

    static List<String> fieldsOf(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
