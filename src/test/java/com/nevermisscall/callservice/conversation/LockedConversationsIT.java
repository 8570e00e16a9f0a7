package com.nevermisscall.callservice.conversation;

import static com.nevermisscall.callservice.support.Rows.BUSINESS;
import static com.nevermisscall.callservice.support.Rows.CUSTOMER;
import static com.nevermisscall.callservice.support.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.Race;
import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.SqlTest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a statement says that locks a conversation and reads more: it is all of the same moment, that of the lock. */
@SqlTest
class LockedConversationsIT {

    private final UUID tenant = UUID.randomUUID();
    private UUID conversation;

    @Autowired
    private LockedConversations conversations;

    @Autowired
    private OptOutRepository optOuts;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Rows rows;

    @Autowired
    private PlatformTransactionManager transactionManager;

    @BeforeEach
    void oneConversation() {
        conversation = rows.conversation(Map.of("tenant_id", tenant));
    }

    @Test
    void aConversationWithNothingBesideIt() {
        rows.lead(conversation, Map.of("problem_description", "A leak"));
        rows.optOut(Map.of());

        LockedConversation locked = lock("SM" + UUID.randomUUID()).orElseThrow();

        assertThat(locked.conversation().getId()).isEqualTo(conversation);
        assertThat(locked).isEqualTo(new LockedConversation(locked.conversation(), false, false, false));
    }

    @Test
    void allThatCanStandBesideIt() {
        String sid = "SM" + conversation.toString().replace("-", "");
        rows.lead(conversation, Map.of());
        rows.message(
                rows.conversation(Map.of()),
                Map.of("direction", "INBOUND", "sender", "CUSTOMER", "status", "RECEIVED", "message_sid", sid));
        rows.optOut(Map.of("tenant_id", tenant));

        LockedConversation locked = lock(sid).orElseThrow();

        assertThat(locked).isEqualTo(new LockedConversation(locked.conversation(), true, true, true));
    }

    @Test
    void whoHasOptedInAgainIsNotOptedOut() {
        rows.optOut(Map.of("tenant_id", tenant, "opted_in_at", NOW));

        assertThat(lock("SM1").orElseThrow().optedOut()).isFalse();
    }

    @Test
    void aReplyIsRepeatedByItsKeyInItsConversationOnly() {
        rows.message(rows.conversation(Map.of()), Map.of("idempotency_key", "key"));
        assertThat(lockForReply(tenant, "key").orElseThrow().repeated()).isFalse();

        rows.message(conversation, Map.of("idempotency_key", "key"));
        assertThat(lockForReply(tenant, "key").orElseThrow().repeated()).isTrue();
        assertThat(lockForReply(tenant, "another").orElseThrow().repeated()).isFalse();
        assertThat(lockForReply(tenant, null).orElseThrow().repeated()).isFalse();
        assertThat(lockForReply(UUID.randomUUID(), "key")).isEmpty();
    }

    @Test
    void onlyAnActiveOneGoesOn() {
        assertThat(active())
                .hasValueSatisfying(
                        found -> assertThat(found.conversation().getId()).isEqualTo(conversation));

        jdbc.sql("UPDATE conversations SET status = 'COMPLETED' WHERE id = ?")
                .param(conversation)
                .update();
        assertThat(active()).isEmpty();
    }

    @Test
    void anOptOutThatTheLockHadToWaitForIsSeen() {
        Optional<LockedConversation> late = race().loser(
                        () -> {
                            assertThat(lock("SM1")).isPresent();
                            optOuts.add(tenant, CUSTOMER, OptOutSource.CUSTOMER, NOW);
                            jdbc.sql("UPDATE conversations SET turn = turn + 1 WHERE id = ?")
                                    .param(conversation)
                                    .update();
                        },
                        () -> lock("SM2"));

        assertThat(late).hasValueSatisfying(locked -> {
            assertThat(locked.optedOut()).isTrue();
            assertThat(locked.conversation().turn()).isEqualTo(1);
        });
    }

    @Test
    void aMessageThatTheLockHadToWaitForIsARepeat() {
        String sid = "SM" + conversation.toString().replace("-", "");
        Optional<LockedConversation> late = race().loser(
                        () -> {
                            assertThat(lock(sid)).isPresent();
                            rows.message(
                                    conversation,
                                    Map.of(
                                            "direction",
                                            "INBOUND",
                                            "sender",
                                            "CUSTOMER",
                                            "status",
                                            "RECEIVED",
                                            "message_sid",
                                            sid));
                            jdbc.sql("UPDATE conversations SET message_count = 1 WHERE id = ?")
                                    .param(conversation)
                                    .update();
                        },
                        () -> lock(sid));

        assertThat(late)
                .hasValueSatisfying(locked -> assertThat(locked.repeated()).isTrue());
    }

    @Test
    void howABusinessStandsWithACustomer() {
        UUID lead = rows.lead(conversation, Map.of());
        assertThat(conversations.standing(tenant, BUSINESS, CUSTOMER))
                .isEqualTo(new LockedConversations.Standing(conversation, lead, false, true));

        rows.optOut(Map.of("tenant_id", tenant));
        assertThat(conversations.standing(tenant, "+13105550100", CUSTOMER))
                .isEqualTo(new LockedConversations.Standing(null, null, true, true));
        assertThat(conversations.standing(tenant, BUSINESS, "+12125550102").known())
                .isFalse();
    }

    private Optional<LockedConversation> lock(String messageSid) {
        return inTransaction(() -> conversations.byId(conversation, messageSid));
    }

    private Optional<LockedConversation> lockForReply(UUID ofTenant, String key) {
        return inTransaction(() -> conversations.ofTenant(conversation, ofTenant, key));
    }

    private Optional<LockedConversation> active() {
        return inTransaction(() -> conversations.active(tenant, BUSINESS, CUSTOMER, "SM1"));
    }

    private Race race() {
        return new Race(jdbc, transactionManager);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactionManager).execute(status -> work.get());
    }
}
