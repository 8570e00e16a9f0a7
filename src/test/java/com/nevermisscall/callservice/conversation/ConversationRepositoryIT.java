package com.nevermisscall.callservice.conversation;

import static com.nevermisscall.callservice.conversation.ConversationBuilder.NOW;
import static com.nevermisscall.callservice.conversation.ConversationBuilder.aConversation;
import static com.nevermisscall.callservice.support.Rows.BUSINESS;
import static com.nevermisscall.callservice.support.Rows.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.nevermisscall.callservice.lead.LeadStatus;
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
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How conversations are found, locked, listed and counted. */
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
    private PlatformTransactionManager transactionManager;

    @Test
    void isReadAsItWasWritten() {
        Conversation written = save(aConversation().of(tenant).humanActive());

        Conversation read = conversations.findById(written.getId()).orElseThrow();

        assertThat(read).usingRecursiveComparison().isEqualTo(written);
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
        Runnable first = () -> conversations.lockCustomer(tenant, CUSTOMER);

        race().loser(first, () -> inTransaction(() -> conversations.lockCustomer(tenant, CUSTOMER)));
        race().meanwhile(first, () -> inTransaction(() -> conversations.lockCustomer(tenant, "+12125550102")));
        race().meanwhile(first, () -> inTransaction(() -> conversations.lockCustomer(UUID.randomUUID(), CUSTOMER)));
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

    @Test
    void theListIsTheTenantsLatestFirstWithTheStatusOfTheLead() {
        UUID first = listed(tenant, "+12125550101", "QUALIFIED", 10);
        UUID second = listed(tenant, "+12125550102", "NEW", 30);
        UUID third = listed(tenant, "+12125550103", "LOST", 20);
        listed(UUID.randomUUID(), "+12125550101", "NEW", 40);
        rows.lead(rows.conversation(Map.of("tenant_id", tenant, "status", "COMPLETED")), Map.of());

        List<ConversationRepository.ActiveRow> page = conversations.active(tenant, PageRequest.of(0, 2));

        assertThat(page)
                .extracting(row -> row.getConversation().getId(), ConversationRepository.ActiveRow::getLeadStatus)
                .containsExactly(tuple(second, LeadStatus.NEW), tuple(third, LeadStatus.LOST));
        assertThat(conversations.active(tenant, PageRequest.of(1, 2)))
                .extracting(row -> row.getConversation().getId())
                .containsExactly(first);
    }

    @Test
    void theCountsAreOfAllActiveConversationsOfTheTenant() {
        save(aConversation().of(tenant).from("+12125550101").waitingForHuman());
        save(aConversation().of(tenant).from("+12125550102").aiActive());
        save(aConversation().of(tenant).from("+12125550103").answeredByAi());
        save(aConversation().of(tenant).from("+12125550104").humanActive());
        save(aConversation().of(tenant).from("+12125550105").completed());
        save(aConversation().aiActive());

        ConversationRepository.ActiveCounts counts = conversations.countActive(tenant);
        assertThat(List.of(counts.getTotal(), counts.getByAi(), counts.getByHuman()))
                .containsExactly(4L, 2L, 1L);

        ConversationRepository.ActiveCounts none = conversations.countActive(UUID.randomUUID());
        assertThat(List.of(none.getTotal(), none.getByAi(), none.getByHuman())).containsExactly(0L, 0L, 0L);
    }

    private UUID listed(UUID ofTenant, String customer, String leadStatus, long seconds) {
        UUID id = rows.conversation(Map.of(
                "tenant_id", ofTenant, "customer_phone", customer, "last_activity_at", NOW.plusSeconds(seconds)));
        rows.lead(id, Map.of("tenant_id", ofTenant, "status", leadStatus));
        return id;
    }

    private List<UUID> activeElseLatest() {
        return conversations.activeElseLatest(tenant, BUSINESS, CUSTOMER, Limit.of(1)).stream()
                .map(ConversationRepository.Glimpse::getId)
                .toList();
    }

    private List<UUID> silentIds() {
        return inTransaction(() -> conversations.lockSilent(NOW, 1000).stream()
                .map(Conversation::getId)
                .toList());
    }

    private Conversation save(Conversation conversation) {
        return conversations.saveAndFlush(conversation);
    }

    private Race race() {
        return new Race(jdbc, transactionManager);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactionManager).execute(status -> work.get());
    }
}
