package com.nevermisscall.callservice.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.integration.tenant.Tenants;
import com.nevermisscall.callservice.security.UserTokens;
import com.nevermisscall.callservice.support.Replicas.Replica;
import com.nevermisscall.callservice.support.ServiceTest;
import com.nevermisscall.callservice.support.ShiftingClock;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Statements;
import com.nevermisscall.callservice.support.Story;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each request and task that is on a hot path, once it is warm: the tenant's profile is known. */
@ServiceTest
abstract class HotPaths {

    @LocalServerPort
    private int port;

    @Autowired
    private UserTokens tokens;

    @Autowired
    private ConfigurableApplicationContext context;

    @Autowired
    private Tenants tenants;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @Autowired
    private ShiftingClock clock;

    @Autowired
    private JdbcClient db;

    private Story story;

    @BeforeEach
    void begin() {
        story = new Story(port, tokens);
        // The first request of each kind, and of each tenant, costs more; and a slow one may have been too slow.
        story.anotherCustomer().missedCall();
        await().until(() -> {
            tenants.require(story.tenantId());
            return tenants.known(story.tenantId()).isPresent();
        });
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    Statements incomingCall() {
        return Statements.of(() -> ok(story.calls(Story.newSid("CA"), "ringing")));
    }

    Statements incomingCallAgain() {
        String sid = Story.newSid("CA");
        story.calls(sid, "ringing");
        return Statements.of(() -> ok(story.calls(sid, "ringing")));
    }

    Statements missedCall() {
        String sid = Story.newSid("CA");
        story.calls(sid, "ringing");
        return Statements.of(() -> ok(story.misses(sid)));
    }

    Statements missedCallAgain() {
        String sid = Story.newSid("CA");
        story.calls(sid, "ringing");
        story.misses(sid);
        return Statements.of(() -> ok(story.misses(sid)));
    }

    Statements missedCallOfAKnownCaller() {
        story.missedCall();
        return missedCall();
    }

    Statements firstText() {
        return text(conversation());
    }

    Statements textWhileTheCountdownRuns() {
        return text(waiting());
    }

    Statements textToTheAi() {
        String conversation = waiting();
        ok(story.handsToAi(conversation));
        return text(conversation);
    }

    Statements textToAHuman() {
        String conversation = waiting();
        ok(story.replies(conversation, "Hello"));
        return text(conversation);
    }

    Statements textAgain() {
        String conversation = conversation();
        String sid = Story.newSid("SM");
        story.texts(conversation, sid, "My sink is leaking");
        return Statements.of(() -> ok(story.texts(conversation, sid, "My sink is leaking")));
    }

    Statements textByPhones() {
        waiting();
        return Statements.of(() -> ok(story.texts("Hello?")));
    }

    Statements textThatOpensAConversation() {
        return Statements.of(() -> ok(story.texts("Hello?")));
    }

    Statements stop() {
        String conversation = waiting();
        return Statements.of(() -> ok(story.texts(conversation, "STOP")));
    }

    Statements reply() {
        String conversation = shown(waiting());
        return Statements.of(() -> ok(story.replies(conversation, "We are on our way")));
    }

    Statements secondReply() {
        String conversation = waiting();
        ok(story.replies(conversation, "We are on our way"));
        return Statements.of(() -> ok(story.replies(conversation, "Ten minutes")));
    }

    Statements takeover() {
        String conversation = shown(waiting());
        return Statements.of(() -> ok(story.takesOver(conversation)));
    }

    Statements handToAi() {
        String conversation = shown(waiting());
        return Statements.of(() -> ok(story.handsToAi(conversation)));
    }

    Statements activeConversations() {
        waiting();
        return get("/conversations/tenant/" + story.tenantId() + "/active");
    }

    Statements conversationView() {
        return getAgain("/conversations/" + waiting());
    }

    Statements callView() {
        return getAgain("/calls/" + story.missedCall().text("call.id"));
    }

    Statements recentCalls() {
        story.missedCall();
        return get("/calls/tenant/" + story.tenantId() + "/recent");
    }

    Statements leadView() {
        return getAgain("/leads/" + story.missedCall().text("call.leadId"));
    }

    Statements leads() {
        story.missedCall();
        return get("/leads/tenant/" + story.tenantId());
    }

    Statements leadStats() {
        story.missedCall();
        return get("/leads/tenant/" + story.tenantId() + "/stats");
    }

    Statements countdownEnds() {
        String conversation = waiting();
        String countdown =
                db.sql("""
                        UPDATE scheduled_tasks SET execution_time = execution_time + interval '10 years'
                        WHERE task_name = 'countdown' AND task_instance LIKE ? RETURNING task_instance""").param(conversation + "%").query(String.class).single();
        clock.forward(Duration.ofSeconds(61));
        return fire("countdownTask", countdown);
    }

    Statements aiTurn() {
        String conversation = waiting();
        Long turn = db.sql(
                        "UPDATE conversations SET responder = 'AI', countdown_turn = NULL WHERE id = ? RETURNING turn")
                .param(UUID.fromString(conversation))
                .query(Long.class)
                .single();
        Statements turnTaken = fire("aiTurnTask", conversation + ":" + turn);
        assertThat(StandIns.questions(story.tenantId())).hasSize(1);
        return turnTaken;
    }

    Statements textSentByAWorker() {
        String conversation = conversation();
        UUID text = db.sql("UPDATE messages SET status = 'QUEUED' WHERE conversation_id = ? RETURNING id")
                .param(UUID.fromString(conversation))
                .query(UUID.class)
                .single();
        return fire("deliverSms", text.toString());
    }

    private String conversation() {
        return story.missedCall().text("call.conversationId");
    }

    /** A conversation whose countdown runs. */
    private String waiting() {
        String conversation = conversation();
        ok(story.texts(conversation, "My sink is leaking"));
        return conversation;
    }

    /** A conversation that the dashboard has open, so that it is known whose it is. */
    private String shown(String conversation) {
        story.conversation(conversation);
        return conversation;
    }

    private Statements getAgain(String path) {
        ok(story.user("GET", path, null));
        return get(path);
    }

    private Statements text(String conversation) {
        return Statements.of(() -> ok(story.texts(conversation, "It is getting worse")));
    }

    private Statements get(String path) {
        return Statements.of(() -> ok(story.user("GET", path, null)));
    }

    private Statements fire(String task, String instance) {
        return Statements.of(
                () -> assertThat(new Replica(context).fire(task, instance)).isTrue());
    }

    private static void ok(Story.Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }
}
