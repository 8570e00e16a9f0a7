package com.nevermisscall.callservice.privacy;

import com.nevermisscall.callservice.audit.Act;
import com.nevermisscall.callservice.audit.AuditTrail;
import com.nevermisscall.callservice.config.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forgets what is older than the operator keeps data ({@link RetentionProperties}), in small batches, each a transaction
 * with its entries in the audit trail. Opt-outs and the trail itself stay.
 */
@Service
class Retention {

    private static final int BATCH = 50;

    private final ErasureRepository rows;
    private final AuditTrail trail;
    private final Clock clock;
    private final Duration kept;

    Retention(ErasureRepository rows, AuditTrail trail, Clock clock, RetentionProperties properties) {
        this.rows = rows;
        this.trail = trail;
        this.clock = clock;
        this.kept = Duration.ofDays(properties.days());
    }

    /** Forgets one batch; says how many conversations and calls it was, 0 when none is left or everything is kept. */
    @Transactional
    public int forget() {
        if (kept.isZero()) {
            return 0;
        }
        Instant limit = clock.instant().minus(kept);
        return conversations(limit) + callsWithoutOne(limit);
    }

    /** In the order of locks: calls, conversations. One that has come to life again, or is in use, is left alone. */
    private int conversations(Instant limit) {
        List<UUID> candidates = rows.silentSince(Ids.firstAt(limit), limit, BATCH);
        if (candidates.isEmpty()) {
            return 0;
        }
        rows.lockCallsOf(candidates);
        List<ErasureRepository.Owned> silent = rows.lockSilent(candidates, limit);
        List<UUID> ids = silent.stream().map(ErasureRepository.Owned::id).toList();
        List<UUID> calls = rows.lockCallsOf(ids);
        rows.erase(ids, calls);
        writeDown(silent);
        return silent.size();
    }

    private int callsWithoutOne(Instant limit) {
        List<ErasureRepository.Owned> calls = rows.lockLoneCalls(Ids.firstAt(limit), limit, BATCH);
        rows.erase(List.of(), calls.stream().map(ErasureRepository.Owned::id).toList());
        writeDown(calls);
        return calls.size();
    }

    private void writeDown(List<ErasureRepository.Owned> erased) {
        Map<UUID, List<UUID>> byTenant = erased.stream()
                .collect(Collectors.groupingBy(
                        ErasureRepository.Owned::tenantId,
                        Collectors.mapping(ErasureRepository.Owned::id, Collectors.toCollection(ArrayList::new))));
        byTenant.forEach((tenantId, ids) -> trail.byTheService(tenantId, Act.RETENTION_ENDED, ids));
    }
}
