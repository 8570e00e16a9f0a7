package com.nevermisscall.callservice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.SqlTest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A day in Los Angeles, whose midnight is at eight in the morning, UTC. */
@SqlTest
class TodayIT {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-03T08:00:00Z");

    @Autowired
    private JdbcClient database;

    @Autowired
    private Rows rows;

    private final UUID tenant = UUID.randomUUID();

    @Test
    void countsWhatHappenedSinceMidnight() {
        UUID first = missedCall(MIDNIGHT.plusSeconds(60), 1);
        UUID second = missedCall(MIDNIGHT.plusSeconds(120), 2);
        missedCall(MIDNIGHT.plusSeconds(180), 9);
        missedCall(MIDNIGHT.minusSeconds(60), 500);
        rows.call(Map.of("tenant_id", tenant, "status", "COMPLETED", "start_time", MIDNIGHT.plusSeconds(60)));
        text(first, 2, "AI");
        text(first, 3, "AI");
        text(first, 4, "HUMAN");
        text(second, 2, "HUMAN");
        rows.lead(first, Map.of("tenant_id", tenant, "status", "APPOINTMENT_SCHEDULED", "updated_at", MIDNIGHT));
        rows.lead(second, Map.of("tenant_id", tenant, "status", "QUALIFIED", "updated_at", MIDNIGHT));

        assertThat(today()).isEqualTo(new Today.Numbers(3, 1, 2, 1, 2.0));
    }

    @Test
    void knowsNoMedianOfNothing() {
        assertThat(today()).isEqualTo(new Today.Numbers(0, 0, 0, 0, null));
    }

    private Today.Numbers today() {
        DemoTenant business = DemoTenant.any(tenant);
        return new Today(database, Clock.fixed(MIDNIGHT.plusSeconds(7200), ZoneOffset.UTC)).of(business);
    }

    /** A missed call of a new customer, greeted so many seconds after it; gives the conversation. */
    private UUID missedCall(Instant at, int greetedAfter) {
        UUID conversation = rows.conversation(
                Map.of("tenant_id", tenant, "customer_phone", "+1212555" + (1000 + at.getEpochSecond() % 9000)));
        UUID greeting = rows.message(conversation, sent("SYSTEM", 1, at.plusSeconds(greetedAfter)));
        rows.call(Map.of(
                "tenant_id", tenant,
                "status", "MISSED",
                "greeting_id", greeting,
                "start_time", at.minusSeconds(20),
                "end_time", at));
        return conversation;
    }

    private void text(UUID conversation, int position, String sender) {
        rows.message(conversation, sent(sender, position, MIDNIGHT.plusSeconds(600)));
    }

    private Map<String, Object> sent(String sender, int position, Instant at) {
        return Map.of("tenant_id", tenant, "sender", sender, "position", position, "status", "SENT", "sent_at", at);
    }
}
