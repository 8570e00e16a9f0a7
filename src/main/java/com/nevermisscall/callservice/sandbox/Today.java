package com.nevermisscall.callservice.sandbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A business's day in numbers, counted where they are true, in the tables: they outlive a restart, and a live event that
 * was dropped is not missing from them.
 */
@InSandbox
@Component
class Today {

    private static final String COUNT = """
            SELECT (SELECT count(*) FROM calls
                     WHERE tenant_id = :tenant AND status IN ('MISSED', 'FAILED') AND start_time >= :midnight)
                       AS missed,
                   (SELECT count(DISTINCT m.conversation_id) FROM messages m JOIN conversations c ON c.id = m.conversation_id
                     WHERE c.tenant_id = :tenant AND m.sender = 'AI' AND m.sent_at >= :midnight)
                       AS answered_by_ai,
                   (SELECT count(DISTINCT m.conversation_id) FROM messages m JOIN conversations c ON c.id = m.conversation_id
                     WHERE c.tenant_id = :tenant AND m.sender = 'HUMAN' AND m.sent_at >= :midnight)
                       AS answered_by_human,
                   (SELECT count(*) FROM leads
                     WHERE tenant_id = :tenant AND status IN ('APPOINTMENT_SCHEDULED', 'COMPLETED')
                       AND updated_at >= :midnight)
                       AS booked,
                   (SELECT percentile_cont(0.5) WITHIN GROUP (
                               ORDER BY extract(epoch FROM greeting.sent_at - coalesce(call.end_time, call.start_time)))
                      FROM calls call JOIN messages greeting ON greeting.id = call.greeting_id
                     WHERE call.tenant_id = :tenant AND call.start_time >= :midnight AND greeting.sent_at IS NOT NULL)
                       AS median_seconds_to_first_text
            """;

    private final JdbcClient database;
    private final Clock clock;

    Today(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The numbers since the business's own midnight.
     *
     * @param answeredByAi             conversations in which the AI has texted
     * @param answeredByHuman          conversations in which a person has texted
     * @param booked                   leads that have become an appointment, or more
     * @param medianSecondsToFirstText from the missed call to its greeting; null: no greeting was sent
     */
    record Numbers(
            long missed, long answeredByAi, long answeredByHuman, long booked, Double medianSecondsToFirstText) {}

    Numbers of(DemoTenant tenant) {
        ZoneId zone = ZoneId.of(tenant.timezone());
        Instant midnight =
                LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
        return database.sql(COUNT)
                .param("tenant", tenant.id())
                .param("midnight", Timestamp.from(midnight))
                .query(Numbers.class)
                .single();
    }
}
