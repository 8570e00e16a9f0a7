package com.nevermisscall.callservice.conversation;

import static com.nevermisscall.callservice.conversation.ConversationBuilder.NOW;
import static com.nevermisscall.callservice.conversation.ConversationBuilder.aConversation;
import static com.nevermisscall.callservice.support.Rows.BUSINESS;
import static com.nevermisscall.callservice.support.Rows.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nevermisscall.callservice.support.Race;
import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.SqlTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How conversations are found and locked. */
@SqlTest
class ConversationRepositoryIT {

    private final UUID tenant = UUID.randomUUID();

    @Autowired
    private ConversationRepository conversations;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Rows rows;

    @Autowired
    private LockedConversations locked;

    @Autowired
    private PlatformTransactionManager transactionManager;

    @Test
    void isReadAsItWasWritten() {
        Conversation written = save(aConversation().of(tenant).humanActive());

        Conversation read = conversations.findById(written.getId()).orElseThrow();

        // Whose a text in the clear is, is told by its row only.
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("\\w+\\.tenantId")
                .isEqualTo(written);
    }

    @Test
    void aSecondActiveConversationIsRefused() {
        save(aConversation().of(tenant).waitingForHuman());

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> save(aConversation().of(tenant).waitingForHuman()));
    }

    @Test
    void whoWaitsForALockSeesWhatItsHolderDid() {
        UUID id = save(aConversation().of(tenant).waitingForHuman()).getId();

        ConversationState seen = race().loser(
                        () -> conversations.lock(id).orElseThrow().silenceAi(),
                        () -> inTransaction(() -> {
                            Conversation locked = conversations.lock(id).orElseThrow();
                            assertThat(locked.countdownTurn()).isNull();
                            return locked.state();
                        }));

        assertThat(seen).isEqualTo(ConversationState.WAITING_FOR_HUMAN);
    }

    @Test
    void anActiveConversationThatEndsWhileOneWaitsForItIsNotFound() {
        UUID id = save(aConversation().of(tenant).waitingForHuman()).getId();

        Optional<Conversation> found = race().loser(
                        () -> conversations.lock(id).orElseThrow().complete(null),
                        () -> inTransaction(() -> conversations.lockActive(tenant, BUSINESS, CUSTOMER)));

        assertThat(found).isEmpty();
    }

    @Test
    void theCustomersLockIsOfOneCustomerOfOneTenant() {
        Runnable first = () -> lockCustomer(tenant, CUSTOMER);

        race().loser(first, () -> inTransaction(() -> lockCustomer(tenant, CUSTOMER)));
        race().meanwhile(first, () -> inTransaction(() -> lockCustomer(tenant, "+12125550102")));
        race().meanwhile(first, () -> inTransaction(() -> lockCustomer(UUID.randomUUID(), CUSTOMER)));
    }

    @Test
    void aTextGoesToTheActiveConversationElseToTheLatest() {
        UUID older = save(aConversation().of(tenant).completed()).getId();
        Conversation active = save(aConversation().of(tenant).waitingForHuman());
        rows.conversation(Map.of("tenant_id", tenant, "status", "ABANDONED"));
        rows.conversation(Map.of("tenant_id", tenant, "business_phone", "+13105550198"));
        UUID latest = rows.conversation(Map.of("tenant_id", tenant, "status", "COMPLETED"));

        assertThat(activeElseLatest()).containsExactly(active.getId());

        inTransaction(() -> {
            conversations.lock(active.getId()).orElseThrow().complete(null);
            return null;
        });
        assertThat(activeElseLatest()).containsExactly(latest).doesNotContain(older);
    }

    @Test
    void allActiveConversationsOfACustomerAreLockedInOneOrder() {
        List<UUID> active = List.of(
                rows.conversation(Map.of("tenant_id", tenant, "business_phone", "+13105550197")),
                rows.conversation(Map.of("tenant_id", tenant, "business_phone", "+13105550196")),
                rows.conversation(Map.of("tenant_id", tenant, "business_phone", "+13105550195")));
        UUID over = rows.conversation(Map.of("tenant_id", tenant, "status", "COMPLETED"));
        rows.conversation(Map.of("tenant_id", tenant, "customer_phone", "+12125550102"));
        rows.conversation(Map.of());

        assertThat(inTransaction(() -> conversations.lockAllActive(tenant, CUSTOMER)))
                .extracting(Conversation::getId)
                .containsExactlyElementsOf(active);
        assertThat(conversations.idsOfCustomer(tenant, CUSTOMER))
                .contains(over)
                .containsAll(active)
                .hasSize(4);
    }

    @Test
    void aCustomerOwesTheAnswerSinceBeforeTheLimit() {
        UUID silent = rows.conversation(Map.of("tenant_id", tenant, "last_activity_at", NOW.minusSeconds(1)));
        UUID waiting = rows.conversation(Map.of("last_activity_at", NOW.minusSeconds(1), "unanswered_since", NOW));
        UUID recent = rows.conversation(Map.of("last_activity_at", NOW));
        UUID over = rows.conversation(Map.of("last_activity_at", NOW.minusSeconds(1), "status", "COMPLETED"));

        assertThat(silentIds()).contains(silent).doesNotContain(waiting, recent, over);
        assertThat(race().<List<UUID>>meanwhile(() -> conversations.lock(silent), this::silentIds))
                .doesNotContain(silent);
    }

    private List<UUID> activeElseLatest() {
        return conversations.activeElseLatest(tenant, BUSINESS, CUSTOMER, Limit.of(1)).stream()
                .map(ConversationRepository.Glimpse::id)
                .toList();
    }

    private List<UUID> silentIds() {
        return inTransaction(() -> conversations.lockSilent(NOW, 1000).stream()
                .map(Conversation::getId)
                .toList());
    }

    private Conversation save(Conversation conversation) {
        return conversations.save(conversation);
    }

    private String lockCustomer(UUID tenantId, String customerPhone) {
        locked.lockCustomer(tenantId, customerPhone);
        return customerPhone;
    }

    private Race race() {
        return new Race(jdbc, transactionManager);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactionManager).execute(status -> work.get());
    }
}
