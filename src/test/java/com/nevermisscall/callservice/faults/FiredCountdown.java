package com.nevermisscall.callservice.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A countdown that has fired: when it was due, and when the change that made the AI answer was committed. */
record FiredCountdown(Instant due, Instant fired) {

    private static final String FIRED = """
            SELECT c.ai_takeover_at AS due, pg_xact_commit_timestamp(e.xmin) AS fired
            FROM ledger.events e JOIN conversations c ON c.id = e.stream_id
            WHERE e.event = 'ai_activated' AND e.tenant_id = ANY (:tenants::uuid[])""";

    /** All that have fired for these tenants, each time it did. */
    static List<FiredCountdown> of(Collection<UUID> tenants, JdbcClient database) {
        return database.sql(FIRED)
                .param("tenants", tenants.toArray(UUID[]::new))
                .query((row, number) -> new FiredCountdown(
                        row.getTimestamp("due").toInstant(),
                        row.getTimestamp("fired").toInstant()))
                .list();
    }

    /** How late it was; negative: too early. */
    Duration lateness() {
        return Duration.between(due, fired);
    }
}
