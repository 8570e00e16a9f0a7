package com.nevermisscall.callservice.lead;

import static com.nevermisscall.callservice.support.Rows.CUSTOMER;
import static com.nevermisscall.callservice.support.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.nevermisscall.callservice.durable.ConflictRetry;
import com.nevermisscall.callservice.support.Race;
import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.SqlTest;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How leads are stored, counted and kept apart by tenant. */
@SqlTest
class LeadRepositoryIT {

    private final UUID tenant = UUID.randomUUID();

    @Autowired
    private LeadRepository leads;

    @Autowired
    private ConflictRetry retry;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Rows rows;

    @Autowired
    private PlatformTransactionManager transactionManager;

    @Test
    void isReadAsItWasWritten() {
        Lead written = lead(conversation());
        written.learn(
                new LeadFindings("leak_repair", 0.91, "Ann Lee", "1 Main St", UrgencyLevel.HIGH, 0.5, false, true),
                NOW);
        written.describeProblem("The sink leaks", NOW);
        written.moveTo(LeadStatus.LOST, "too far", new BigDecimal("99.9"), NOW);
        leads.save(written);

        assertThat(leads.findByIdAndTenantId(written.getId(), tenant).orElseThrow())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("\\w+\\.tenantId")
                .isEqualTo(written);
    }

    @Test
    void isNotThereForAnotherTenant() {
        Lead lead = leads.save(lead(conversation()));
        UUID other = UUID.randomUUID();

        assertThat(leads.findByIdAndTenantId(lead.getId(), other)).isEmpty();
        assertThat(leads.conversationOf(lead.getId(), other)).isEmpty();
        new TransactionTemplate(transactionManager)
                .executeWithoutResult(
                        status -> assertThat(leads.lock(lead.getId(), other)).isEmpty());
        assertThat(leads.findByTenantId(other, PageRequest.of(0, 10))).isEmpty();
        assertThat(leads.findByTenantIdAndStatus(other, LeadStatus.NEW, PageRequest.of(0, 10)))
                .isEmpty();
        assertThat(leads.sumByStatus(other)).isEmpty();
    }

    @Test
    void statusesAreCountedPerTenant() {
        stored("NEW", Map.of());
        stored("NEW", Map.of());
        stored("COMPLETED", Map.of());
        rows.lead(conversation(), Map.of());

        assertThat(leads.sumByStatus(tenant))
                .extracting(LeadRepository.StatusSum::status, LeadRepository.StatusSum::count)
                .containsExactlyInAnyOrder(tuple(LeadStatus.NEW, 2L), tuple(LeadStatus.COMPLETED, 1L));
    }

    @Test
    void onlyLeadsThatHaveAValueAddToTheTotal() {
        stored("NEW", Map.of());
        stored("NEW", Map.of("estimated_value", new BigDecimal("0.10")));
        stored("LOST", Map.of());
        rows.lead(conversation(), Map.of("estimated_value", new BigDecimal("5000")));

        assertThat(leads.sumByStatus(tenant))
                .extracting(
                        LeadRepository.StatusSum::status,
                        LeadRepository.StatusSum::valued,
                        row -> row.total().doubleValue())
                .containsExactlyInAnyOrder(tuple(LeadStatus.NEW, 1L, 0.1), tuple(LeadStatus.LOST, 0L, 0.0));
    }

    @Test
    void aSecondLeadOfAConversationIsALostRaceAlthoughOnlyTheCommitFindsIt() {
        UUID conversation = conversation();
        leads.save(lead(conversation));
        AtomicInteger attempts = new AtomicInteger();

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> retry.inTransaction(() -> {
                    attempts.incrementAndGet();
                    return leads.save(lead(conversation));
                }));

        assertThat(attempts).hasValue(5);
    }

    @Test
    void whoWaitsForALockSeesWhatItsHolderDid() {
        Lead lead = leads.save(lead(conversation()));

        LeadStatus seen = new Race(jdbc, transactionManager)
                .loser(
                        () -> leads.lock(lead.getId(), tenant)
                                .orElseThrow()
                                .moveTo(LeadStatus.QUALIFIED, null, null, NOW),
                        () -> new TransactionTemplate(transactionManager)
                                .execute(status -> leads.lockByConversation(lead.conversationId())
                                        .orElseThrow()
                                        .status()));

        assertThat(seen).isEqualTo(LeadStatus.QUALIFIED);
    }

    private UUID conversation() {
        return rows.conversation(Map.of());
    }

    private void stored(String status, Map<String, Object> otherwise) {
        Map<String, Object> row = new HashMap<>(otherwise);
        row.put("tenant_id", tenant);
        row.put("status", status);
        rows.lead(conversation(), row);
    }

    private Lead lead(UUID conversation) {
        return new Lead(UUID.randomUUID(), tenant, conversation, null, CUSTOMER, NOW);
    }
}
