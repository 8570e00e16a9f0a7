package com.nevermisscall.callservice.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.audit.AuditTrail;
import com.nevermisscall.callservice.security.UserTokens;
import com.nevermisscall.callservice.support.ServiceTest;
import com.nevermisscall.callservice.support.ShiftingClock;
import com.nevermisscall.callservice.support.Storm;
import com.nevermisscall.callservice.support.Story;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is older than the operator keeps data is forgotten, and nothing else. */
@ServiceTest
class RetentionIT {

    private static final int DAYS = 30;

    @LocalServerPort
    private int port;

    @Autowired
    private UserTokens tokens;

    @Autowired
    private ErasureRepository rows;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private ShiftingClock clock;

    @Autowired
    private JdbcClient db;

    @Autowired
    private PlatformTransactionManager transactions;

    private Story story;

    @BeforeEach
    void begin() {
        story = new Story(port, tokens);
    }

    @Test
    void whatIsOldIsForgottenWithAllThatBelongsToIt() {
        String conversation = conversation(story);
        story.texts(conversation, "Hello");
        story.completes(conversation);
        silentFor(conversation, DAYS + 1);
        String lone = story.calls(Story.newSid("CA"), "completed").text("call.id");
        db.sql("UPDATE calls SET updated_at = ? WHERE id = ?")
                .params(before(DAYS + 1), UUID.fromString(lone))
                .update();

        forgetAll(DAYS);

        assertThat(rowsOf(story)).isEqualTo("0 0 0 0");
        assertThat(story.user("GET", "/audit/tenant/" + story.tenantId(), null)
                        .data()
                        .path("entries"))
                .filteredOn(entry -> entry.path("action").asText().equals("retention_ended"))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.path("userId").isNull()).isTrue())
                .extracting(entry -> entry.path("subjectIds").get(0).asText())
                .containsExactlyInAnyOrder(conversation, lone);
    }

    @Test
    void aSignOfLifeKeepsAll() {
        String conversation = conversation(story);
        silentFor(conversation, DAYS - 1);

        forgetAll(DAYS);

        assertThat(rowsOf(story)).isEqualTo("1 1 1 1");
    }

    @Test
    void byDefaultEverythingIsKept() {
        String conversation = conversation(story);
        silentFor(conversation, 10_000);

        forgetAll(0);

        assertThat(rowsOf(story)).isEqualTo("1 1 1 1");
    }

    @Test
    void anOptOutIsKept() {
        String conversation = conversation(story);
        story.texts(conversation, "STOP");
        silentFor(conversation, DAYS + 1);

        forgetAll(DAYS);

        assertThat(rowsOf(story)).isEqualTo("0 0 0 0");
        assertThat(story.missedCall().text("call.smsTriggered")).isEqualTo("false");
    }

    @Test
    void manyBatchesAtOnceOfSeveralReplicasMeetWithoutHarm() {
        List<String> conversations = Stream.generate(story::anotherCustomer)
                .limit(60)
                .map(RetentionIT::conversation)
                .toList();
        conversations.forEach(conversation -> silentFor(conversation, DAYS + 1));

        List<Callable<Integer>> replicas = Stream.<Callable<Integer>>generate(() -> () -> forgetAll(DAYS))
                .limit(4)
                .toList();
        assertThat(Storm.of(4, replicas).stream().mapToInt(Integer::intValue).sum())
                .isGreaterThanOrEqualTo(60);

        assertThat(rowsOf(story)).isEqualTo("0 0 0 0");
    }

    private int forgetAll(int days) {
        Retention retention = new Retention(rows, trail, then(), new RetentionProperties(days));
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        int all = 0;
        for (int batch = -1; batch != 0; all += batch) {
            batch = transaction.execute(status -> retention.forget());
        }
        return all;
    }

    /** Years later: that a row is old is told by its id, too, and those of these tests are made now. */
    private Clock then() {
        return Clock.offset(clock, Duration.ofDays(1_000));
    }

    private Timestamp before(int days) {
        return Timestamp.from(then().instant().minus(Duration.ofDays(days)));
    }

    private static String conversation(Story customer) {
        return customer.missedCall().text("call.conversationId");
    }

    private void silentFor(String conversation, int days) {
        db.sql("UPDATE conversations SET last_activity_at = ? WHERE id = ?")
                .params(before(days), UUID.fromString(conversation))
                .update();
    }

    private String rowsOf(Story tenant) {
        return db.sql("""
                        SELECT concat_ws(' ', (SELECT count(*) FROM calls WHERE tenant_id = :tenant),
                            (SELECT count(*) FROM conversations WHERE tenant_id = :tenant),
                            (SELECT count(*) FROM messages WHERE tenant_id = :tenant),
                            (SELECT count(*) FROM leads WHERE tenant_id = :tenant))""")
                .param("tenant", tenant.tenantId())
                .query(String.class)
                .single();
    }
}
