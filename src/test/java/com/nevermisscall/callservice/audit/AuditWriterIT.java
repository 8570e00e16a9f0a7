package com.nevermisscall.callservice.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nevermisscall.callservice.audit.AuditRepository.TenantEntry;
import com.nevermisscall.callservice.config.Ids;
import com.nevermisscall.callservice.support.ServiceTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Readings that happen at once are written down together. */
@ServiceTest
class AuditWriterIT {

    private final UUID tenant = UUID.randomUUID();

    @Autowired
    private AuditRepository entries;

    @Autowired
    private JdbcClient db;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void whatComesDuringAWriteIsWrittenTogetherAfterIt() {
        AuditWriter writer = new AuditWriter(entries);

        List<CompletableFuture<Void>> written = new TransactionTemplate(transactions).execute(held -> {
            db.sql("LOCK TABLE audit_entries IN SHARE ROW EXCLUSIVE MODE").update();
            List<CompletableFuture<Void>> begun = IntStream.range(0, 20)
                    .mapToObj(reader -> CompletableFuture.runAsync(
                            () -> writer.write(entry(Act.LEAD_READ)), task -> new Thread(task).start()))
                    .toList();
            await().until(() -> writer.queued() == 19);
            assertThat(begun).noneMatch(CompletableFuture::isDone);
            return begun;
        });
        written.forEach(CompletableFuture::join);

        assertThat(db.sql("SELECT count(*) || ' in ' || count(DISTINCT xmin::text) FROM audit_entries"
                                + " WHERE tenant_id = ?")
                        .param(tenant)
                        .query(String.class)
                        .single())
                .isEqualTo("20 in 2");
    }

    @Test
    void whatCannotBeWrittenFailsForThoseItWasWrittenForAndNobodyAfterThem() {
        AuditWriter writer = new AuditWriter(entries);
        TenantEntry twice = entry(Act.LEAD_READ);
        writer.write(twice);

        Throwable failure = CompletableFuture.runAsync(() -> writer.write(twice))
                .handle((done, thrown) -> thrown)
                .join();
        writer.write(entry(Act.CALL_READ));

        assertThat(failure).isInstanceOf(CompletionException.class);
        assertThat(entries.before(tenant, new UUID(-1, -1), null, null, 10))
                .extracting(AuditEntry::action)
                .containsExactly(Act.CALL_READ, Act.LEAD_READ);
    }

    @Test
    void manySubjectsAndNoneAreKept() {
        List<UUID> subjects = Stream.generate(UUID::randomUUID).limit(100).toList();

        new AuditWriter(entries)
                .write(new TenantEntry(
                        tenant,
                        new AuditEntry(Ids.next(), Instant.EPOCH, null, Act.LEADS_LISTED, subjects, null, null)));
        new AuditWriter(entries).write(entry(Act.LEAD_STATS_READ));

        assertThat(entries.before(tenant, new UUID(-1, -1), null, null, 10))
                .extracting(AuditEntry::subjectIds)
                .containsExactly(List.of(), subjects);
    }

    private TenantEntry entry(Act act) {
        return new TenantEntry(
                tenant,
                new AuditEntry(Ids.next(), Instant.EPOCH, UUID.randomUUID(), act, List.of(), "203.0.113.7", "request"));
    }
}
