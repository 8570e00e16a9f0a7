package com.nevermisscall.callservice.integration.connection;

import com.nevermisscall.callservice.encryption.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The outbox table. Whoever has claimed a stream's oldest event is the only one to tell of that stream. */
@Repository
class OutboxRepository {

    private static final String FREE = """
            e.next_attempt_at <= :now
            AND (e.claimed_until IS NULL OR e.claimed_until < :now)
            AND NOT EXISTS (SELECT 1 FROM outbox_events older
                            WHERE older.stream_id = e.stream_id AND older.id < e.id)""";

    /** An array, because the planner may run a plain subselect again for each row and so claim more than the limit. */
    private static final String CLAIM = """
            UPDATE outbox_events SET claimed_until = :claimedUntil WHERE id = ANY (ARRAY(
                SELECT e.id FROM outbox_events e WHERE %s AND %s
                ORDER BY e.id LIMIT :limit
                FOR UPDATE SKIP LOCKED))
            RETURNING %s""";

    private static final String SEARCH = CLAIM.formatted(
            "true", FREE, "id, event_id, tenant_id, event, data, created_at, expires_at, attempts, trace_parent");
    private static final String TAKE = CLAIM.formatted("e.id = ANY (:ids)", FREE, "id");

    private final JdbcClient jdbc;
    private final Vault vault;

    OutboxRepository(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Claims the oldest event of each stream that has one due and unclaimed. */
    List<OutboxEvent> claim(Instant now, Instant claimedUntil, int limit) {
        return jdbc.sql(SEARCH)
                .param("now", Timestamp.from(now))
                .param("claimedUntil", Timestamp.from(claimedUntil))
                .param("limit", limit)
                .query(this::event)
                .list();
    }

    /**
     * Claims those of these events that {@link #claim(Instant, Instant, int)} could claim: what is to be told is known,
     * so nothing is searched for, which would lead over all that was told lately.
     */
    Set<Long> claim(Instant now, Instant claimedUntil, Collection<Long> ids) {
        return Set.copyOf(jdbc.sql(TAKE)
                .param("now", Timestamp.from(now))
                .param("claimedUntil", Timestamp.from(claimedUntil))
                .param("ids", ids.toArray(Long[]::new))
                .param("limit", ids.size())
                .query(Long.class)
                .list());
    }

    /** Forgets events that are told or dropped. */
    void delete(List<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("DELETE FROM outbox_events WHERE id = ANY (:ids)")
                    .param("ids", ids.toArray(Long[]::new))
                    .update();
        }
    }

    /** Gives claimed events back, to be tried again later. */
    void postpone(List<Long> ids, Instant nextAttempt) {
        if (!ids.isEmpty()) {
            jdbc.sql("UPDATE outbox_events SET claimed_until = NULL, attempts = attempts + 1, next_attempt_at = :next"
                            + " WHERE id = ANY (:ids)")
                    .param("next", Timestamp.from(nextAttempt))
                    .param("ids", ids.toArray(Long[]::new))
                    .update();
        }
    }

    private OutboxEvent event(ResultSet row, int number) throws SQLException {
        UUID tenantId = row.getObject("tenant_id", UUID.class);
        return new OutboxEvent(
                row.getLong("id"),
                tenantId,
                row.getTimestamp("expires_at").toInstant(),
                row.getInt("attempts"),
                row.getString("trace_parent"),
                new LiveEvent(
                        row.getObject("event_id", UUID.class),
                        row.getString("event"),
                        row.getTimestamp("created_at").toInstant(),
                        vault.open(tenantId, row.getString("data"))));
    }
}
