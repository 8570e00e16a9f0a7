package com.nevermisscall.callservice.faults;

import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Running countdowns of many customers of a hundred businesses, put into the database as if they had texted, because so
 * many texts would take longer than the countdowns. No replica has an alarm set for them: they are found by polling.
 */
final class Countdowns {

    private static final int TENANTS = 100;

    private static final String PUT = """
            WITH c AS (
                INSERT INTO conversations (id, tenant_id, business_phone, customer_phone, status, responder, turn,
                    unanswered_since, countdown_turn, ai_takeover_at, last_message, last_message_at, last_activity_at,
                    message_count, created_at)
                SELECT gen_random_uuid(), (:tenants::uuid[])[1 + i % :tenantCount], '+13105550100',
                    '+1213' || lpad(i::text, 7, '0'), 'ACTIVE', 'NOBODY', 1, now(), 1,
                    :due::timestamptz + i * :apartMillis * interval '1 ms', 'My tap drips', now(), now(), 1, now()
                FROM generate_series(0, :count - 1) i
                RETURNING *),
            m AS (
                INSERT INTO messages (id, tenant_id, conversation_id, position, direction, sender, kind, body, status,
                    message_sid, created_at)
                SELECT gen_random_uuid(), tenant_id, id, 1, 'INBOUND', 'CUSTOMER', 'TEXT', 'My tap drips', 'RECEIVED',
                    'SM' || replace(id::text, '-', ''), now() FROM c),
            l AS (
                INSERT INTO leads (id, tenant_id, conversation_id, customer_phone, urgency, status, created_at,
                    updated_at)
                SELECT gen_random_uuid(), tenant_id, id, customer_phone, 'NORMAL', 'NEW', now(), now() FROM c)
            INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, consecutive_failures, version)
            SELECT 'countdown', id || ':1', ai_takeover_at, false, 0, 1 FROM c""";

    private static final String ANSWERED = """
            SELECT count(*) FROM messages
            WHERE tenant_id = ANY (:tenants::uuid[]) AND sender = 'AI' AND status = 'SENT'""";

    private static final String WITHDRAW = """
            DELETE FROM scheduled_tasks t USING conversations c
            WHERE t.task_name = 'countdown' AND split_part(t.task_instance, ':', 1) = c.id::text
                AND c.tenant_id = ANY (:tenants::uuid[]) AND NOT t.picked""";

    private final Cluster cluster;
    private final JdbcClient database;
    private final int count;
    private int turnsWithdrawn;
    private final List<UUID> tenants =
            Stream.generate(UUID::randomUUID).limit(TENANTS).toList();

    private Countdowns(Cluster cluster, int count) {
        this.cluster = cluster;
        this.database = cluster.database();
        this.count = count;
    }

    /** Puts so many there, the first due then and the others so far apart. */
    static Countdowns put(Cluster cluster, int count, Instant due, Duration apart) {
        Countdowns countdowns = new Countdowns(cluster, count);
        countdowns
                .database
                .sql(PUT)
                .param("tenants", countdowns.tenantIds())
                .param("tenantCount", TENANTS)
                .param("due", Timestamp.from(due))
                .param("apartMillis", apart.toMillis())
                .param("count", count)
                .update();
        return countdowns;
    }

    private UUID[] tenantIds() {
        return tenants.toArray(UUID[]::new);
    }

    /** Returns when all have fired. */
    void awaitFired(Duration atMost) {
        await().atMost(atMost)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> FiredCountdown.of(tenants, database).size() >= count);
    }

    /** Returns when an AI answer has gone out to each customer from whom it was not withdrawn. */
    void awaitAnswered(Duration atMost) {
        await().atMost(atMost).until(() -> answered() >= count - turnsWithdrawn);
    }

    private long answered() {
        return database.sql(ANSWERED)
                .param("tenants", tenantIds())
                .query(Long.class)
                .single();
    }

    /** How late each was that has fired, by the commit that made the AI answer. */
    List<Duration> latenesses() {
        return FiredCountdown.of(tenants, database).stream()
                .map(FiredCountdown::lateness)
                .toList();
    }

    /** Enters what has become of them, when nothing is owed any more. */
    void enter(Findings findings) {
        findings.acknowledged(count);
        List<Duration> fired = latenesses();
        fired.forEach(findings::late);
        compare(fired.size(), " countdowns have fired of ", count, findings);
        compare(answered(), " answers have gone out of ", count - turnsWithdrawn, findings);
        tenants.forEach(tenant -> {
            List<Heard> texts = cluster.recorder().twilio().taken(tenant);
            if (texts.stream().map(Heard::key).distinct().count()
                    != texts.stream().map(Heard::to).distinct().count()) {
                findings.doubled("A customer of " + tenant + " was texted twice");
            }
        });
    }

    private static void compare(long found, String what, int expected, Findings findings) {
        if (found < expected) {
            findings.lost(found + what + expected);
        } else if (found > expected) {
            findings.doubled(found + what + expected);
        }
    }

    /** They are not waited for any more. */
    void withdraw() {
        database.sql(WITHDRAW).param("tenants", tenantIds()).update();
    }

    /** Withdraws the AI's turns with nine in ten of the businesses. */
    void withdrawTurns() {
        turnsWithdrawn += AiTurns.withdraw(tenants.subList(TENANTS / 10, TENANTS), database)
                .size();
    }
}
