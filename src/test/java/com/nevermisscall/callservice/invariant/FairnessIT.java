package com.nevermisscall.callservice.invariant;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.config.Ids;
import com.nevermisscall.callservice.durable.DurableTasks;
import com.nevermisscall.callservice.support.Replicas;
import com.nevermisscall.callservice.support.ReplicasTest;
import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What floods the workers, or holds them up, does not come before a customer whose turn is later by the clock. */
@ReplicasTest
class FairnessIT {

    private static final Duration COUNTDOWN = Duration.ofSeconds(60);

    /** Tasks that are owed in one transaction, which may take half a minute at most. */
    private static final int TOGETHER = 200;

    private static final String FLOOD = " WHERE NOT picked AND split_part(task_instance, ':', 1) IN"
            + " (SELECT CAST(id AS text) FROM conversations WHERE tenant_id = :flooding"
            + " UNION ALL SELECT CAST(id AS text) FROM messages WHERE tenant_id = :flooding)";

    private final UUID flooding = UUID.randomUUID();

    /** What is left of the flood is of no more use. */
    @AfterEach
    void dam() {
        List.of("scheduled_tasks", "scheduled_ai_tasks")
                .forEach(table -> database()
                        .sql("DELETE FROM " + table + FLOOD)
                        .param("flooding", flooding)
                        .update());
        Replicas.awaitIdle();
    }

    @Test
    void aCountdownFiresBeforeAFloodThatWasDueEarlier() {
        Instant earlier = Replicas.clock().instant().plus(COUNTDOWN).minusSeconds(5);
        owe("durableTasks", "countdown", earlier, 4000);
        Story other = Replicas.story();
        String conversationId = other.texts("My sink is leaking").text("conversationId");

        Replicas.clock().forward(COUNTDOWN.plusSeconds(1));

        int left = await().pollInterval(Duration.ofMillis(10))
                .until(() -> leftOnceElapsed(conversationId), Optional::isPresent)
                .get();
        assertThat(left).isGreaterThan(500);
    }

    @Test
    void theAiAnswersBeforeAFloodThatItIsSlowWith() {
        StandIns.aiAnswers(flooding, okJson(StandIns.aiAnswer("Well, …")).withFixedDelay(3000));
        owe("slowDurableTasks", "ai-turn", Replicas.clock().instant(), 600);
        await().until(() -> StandIns.questions(flooding).size() >= 2 * 24);
        Story other = Replicas.story();
        String conversationId = other.texts("My sink is leaking").text("conversationId");

        assertThat(other.handsToAi(conversationId).status()).isEqualTo(200);

        await().pollInterval(Duration.ofMillis(50))
                .until(() -> !StandIns.texts(other.tenantId()).isEmpty());
        assertThat(left("scheduled_ai_tasks")).isGreaterThan(150);
    }

    @Test
    void textsThatTwilioServerIsSlowWithTakeNoMoreWorkersThanMayWait() {
        StandIns.twilioAnswers(
                flooding,
                okJson("{\"messageSid\":\"SM{{replace request.headers.Idempotency-Key '-' ''}}\"}")
                        .withFixedDelay(3000));
        Instant due = Replicas.clock().instant();
        oweTexts(due, 200);

        await().until(() -> StandIns.texts(flooding).size() >= 2 * 2 * 6);

        assertThat(database()
                        .sql("SELECT count(*) FROM scheduled_tasks" + FLOOD + " AND execution_time > :due")
                        .param("flooding", flooding)
                        .param("due", Timestamp.from(due))
                        .query(Integer.class)
                        .single())
                .as("sent away by a worker")
                .isLessThan(50);
    }

    /** Texts of many tenants, which one twilio-server is to send. */
    private void oweTexts(Instant due, int count) {
        Replicas.Replica replica = Replicas.one();
        Rows rows = new Rows(replica.bean(JdbcClient.class));
        DurableTasks tasks = replica.context().getBean("durableTasks", DurableTasks.class);
        Map<String, Object> text =
                Map.of("tenant_id", flooding, "position", 2, "retry_until", due.plus(Duration.ofMinutes(30)));
        new TransactionTemplate(replica.bean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> conversations(count).stream()
                        .map(conversation -> rows.message(conversation, text))
                        .forEach(id -> tasks.schedule(UUID.randomUUID(), "deliver-sms", id.toString(), due)));
    }

    /** Conversations in which the AI is to answer, and a task for each, as one replica would have scheduled them. */
    private void owe(String lane, String task, Instant due, int count) {
        Replicas.Replica replica = Replicas.one();
        DurableTasks tasks = replica.context().getBean(lane, DurableTasks.class);
        TransactionTemplate transaction = new TransactionTemplate(replica.bean(PlatformTransactionManager.class));
        List<UUID> conversations = conversations(count);
        for (int from = 0; from < count; from += TOGETHER) {
            List<UUID> some = conversations.subList(from, Math.min(from + TOGETHER, count));
            transaction.executeWithoutResult(
                    status -> some.forEach(conversation -> tasks.schedule(flooding, task, conversation + ":1", due)));
        }
    }

    private List<UUID> conversations(int count) {
        List<UUID> ids = Stream.generate(Ids::next).limit(count).toList();
        database()
                .sql("""
                        WITH conversation AS (
                            INSERT INTO conversations (id, tenant_id, business_phone, customer_phone, status, responder, turn,
                                                       unanswered_since, last_activity_at, message_count, created_at)
                            SELECT id, :tenant, :business, phone, 'ACTIVE', 'AI', 1, :now, :now, 1, :now
                            FROM unnest(CAST(:ids AS uuid[]), CAST(:phones AS text[])) AS one (id, phone)
                            RETURNING id, tenant_id, customer_phone, created_at),
                        lead AS (
                            INSERT INTO leads (id, tenant_id, conversation_id, customer_phone, urgency, status, created_at,
                                               updated_at)
                            SELECT gen_random_uuid(), tenant_id, id, customer_phone, 'NORMAL', 'NEW', created_at, created_at
                            FROM conversation)
                        INSERT INTO messages (id, tenant_id, conversation_id, position, direction, sender, kind, body, status,
                                              created_at)
                        SELECT gen_random_uuid(), tenant_id, id, 1, 'INBOUND', 'CUSTOMER', 'TEXT', 'It leaks', 'RECEIVED',
                               created_at
                        FROM conversation""")
                .param("tenant", flooding)
                .param("business", Rows.BUSINESS)
                .param("now", Timestamp.from(Replicas.clock().instant()))
                .param("ids", ids.toArray(UUID[]::new))
                .param(
                        "phones",
                        IntStream.range(1000, 1000 + count)
                                .mapToObj(number -> Replicas.stored(flooding, "+1212556" + number))
                                .toArray(String[]::new))
                .update();
        return ids;
    }

    /**
     * How many tasks of the flood nobody had picked at a moment at which the countdown had elapsed; empty before. That is
     * one statement, between whose halves the test cannot be held up.
     */
    private Optional<Integer> leftOnceElapsed(String conversationId) {
        return database()
                .sql("SELECT (SELECT count(*) FROM scheduled_tasks" + FLOOD + ")"
                        + " FROM conversations WHERE id = :id AND responder <> 'NOBODY'")
                .param("flooding", flooding)
                .param("id", UUID.fromString(conversationId))
                .query(Integer.class)
                .optional();
    }

    /** How many tasks of the flood nobody has picked yet. */
    private int left(String table) {
        return database()
                .sql("SELECT count(*) FROM " + table + FLOOD)
                .param("flooding", flooding)
                .query(Integer.class)
                .single();
    }

    private static JdbcClient database() {
        return Replicas.database();
    }
}
