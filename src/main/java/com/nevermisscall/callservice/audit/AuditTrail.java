package com.nevermisscall.callservice.audit;

import com.nevermisscall.callservice.audit.AuditRepository.TenantEntry;
import com.nevermisscall.callservice.config.Ids;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes and reads the trail. */
@Service
public class AuditTrail {

    /** Greater than the id of any entry. */
    private static final UUID END = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final AuditRepository entries;
    private final AuditWriter writer;
    private final Clock clock;
    /** The request that this thread makes a change for; requests, their transactions and endpoints share a thread. */
    private final ThreadLocal<AuditedRequest> current = new ThreadLocal<>();

    AuditTrail(AuditRepository entries, AuditWriter writer, Clock clock) {
        this.entries = entries;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Tells what a change is about that the request's own path does not name; for use in the transaction that makes it,
     * and again in each further one that does.
     */
    public void concerns(List<UUID> subjectIds) {
        changing().ifPresent(request -> request.concerns(subjectIds));
    }

    /** Writes down what the service itself does, in the transaction that does it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void byTheService(UUID tenantId, Act act, List<UUID> subjectIds) {
        AuditEntry entry = new AuditEntry(Ids.next(), clock.instant(), null, act, subjectIds, null, null);
        entries.add(List.of(new TenantEntry(tenantId, entry)));
    }

    /** The newest entries of a tenant before one of them, or from the newest. */
    AuditPage page(UUID tenantId, UUID before, UUID userId, UUID subjectId, int limit) {
        List<AuditEntry> found = entries.before(tenantId, before == null ? END : before, userId, subjectId, limit + 1);
        boolean more = found.size() > limit;
        List<AuditEntry> page = more ? found.subList(0, limit) : found;
        return new AuditPage(page, more ? page.get(limit - 1).id() : null);
    }

    /** Writes down a request's entry in the transaction that is there. */
    void writeInTransaction(AuditedRequest request) {
        entries.add(List.of(entry(request)));
    }

    /** Writes down a request's entry by itself; returns when it is committed. */
    void write(AuditedRequest request) {
        writer.write(entry(request));
    }

    private TenantEntry entry(AuditedRequest request) {
        return new TenantEntry(request.tenantId(), request.entry(Ids.next(), clock.instant()));
    }

    /** From now on the request of this thread makes its change. */
    void begin(AuditedRequest request) {
        current.set(request);
    }

    void end() {
        current.remove();
    }

    /** The request of this thread that makes a change, if it does. */
    Optional<AuditedRequest> changing() {
        return Optional.ofNullable(current.get());
    }
}
