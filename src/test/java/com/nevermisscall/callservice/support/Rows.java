package com.nevermisscall.callservice.support;

import com.nevermisscall.callservice.config.Ids;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts valid rows into the tables past the entities, with the columns that a test wants otherwise. */
public final class Rows {

    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    public static final String CUSTOMER = "+12125550101";
    public static final String BUSINESS = "+13105550199";

    private final JdbcClient jdbc;

    public Rows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public UUID call(Map<String, ?> otherwise) {
        return insert(
                "calls",
                Map.of(
                        "tenant_id", UUID.randomUUID(),
                        "call_sid", "CA" + UUID.randomUUID().toString().replace("-", ""),
                        "customer_phone", CUSTOMER,
                        "business_phone", BUSINESS,
                        "direction", "inbound",
                        "status", "RINGING",
                        "start_time", NOW,
                        "created_at", NOW,
                        "updated_at", NOW),
                otherwise);
    }

    public UUID conversation(Map<String, ?> otherwise) {
        return insert(
                "conversations",
                Map.of(
                        "tenant_id",
                        UUID.randomUUID(),
                        "business_phone",
                        BUSINESS,
                        "customer_phone",
                        CUSTOMER,
                        "status",
                        "ACTIVE",
                        "responder",
                        "NOBODY",
                        "turn",
                        0,
                        "last_activity_at",
                        NOW,
                        "message_count",
                        0,
                        "created_at",
                        NOW),
                otherwise);
    }

    public UUID lead(UUID conversationId, Map<String, ?> otherwise) {
        return insert(
                "leads",
                Map.of(
                        "tenant_id", UUID.randomUUID(),
                        "conversation_id", conversationId,
                        "customer_phone", CUSTOMER,
                        "urgency", "NORMAL",
                        "status", "NEW",
                        "created_at", NOW,
                        "updated_at", NOW),
                otherwise);
    }

    /** An outbound text of the AI, queued and unclaimed. */
    public UUID message(UUID conversationId, Map<String, ?> otherwise) {
        return insert(
                "messages",
                Map.of(
                        "tenant_id",
                        UUID.randomUUID(),
                        "conversation_id",
                        conversationId,
                        "position",
                        1,
                        "direction",
                        "OUTBOUND",
                        "sender",
                        "AI",
                        "kind",
                        "TEXT",
                        "body",
                        "We will come at nine",
                        "status",
                        "QUEUED",
                        "retry_until",
                        NOW.plusSeconds(1800),
                        "created_at",
                        NOW),
                otherwise);
    }

    public void optOut(Map<String, ?> otherwise) {
        insertRow(
                "opt_outs",
                Map.of(
                        "tenant_id",
                        UUID.randomUUID(),
                        "customer_phone",
                        CUSTOMER,
                        "source",
                        "CUSTOMER",
                        "opted_out_at",
                        NOW),
                otherwise);
    }

    public void event(Map<String, ?> otherwise) {
        insertRow(
                "outbox_events",
                Map.of(
                        "event_id",
                        Ids.next(),
                        "tenant_id",
                        UUID.randomUUID(),
                        "stream_id",
                        UUID.randomUUID(),
                        "event",
                        "message_sent",
                        "data",
                        "{}",
                        "created_at",
                        NOW,
                        "expires_at",
                        NOW.plusSeconds(300),
                        "next_attempt_at",
                        NOW),
                otherwise);
    }

    /** There is one at most. */
    public void dataEncryption(Map<String, ?> otherwise) {
        jdbc.sql("DELETE FROM data_encryption").update();
        insertRow("data_encryption", Map.of("phone_key", "sealed", "since", NOW), otherwise);
    }

    public UUID auditEntry(Map<String, ?> otherwise) {
        return insert(
                "audit_entries",
                Map.of(
                        "tenant_id",
                        UUID.randomUUID(),
                        "at",
                        NOW,
                        "user_id",
                        UUID.randomUUID(),
                        "act",
                        "LEAD_READ",
                        "subject_ids",
                        new UUID[] {UUID.randomUUID()}),
                otherwise);
    }

    private UUID insert(String table, Map<String, ?> usual, Map<String, ?> otherwise) {
        Map<String, Object> row = new LinkedHashMap<>(usual);
        UUID id = Ids.next();
        row.put("id", id);
        insertRow(table, row, otherwise);
        return id;
    }

    private void insertRow(String table, Map<String, ?> usual, Map<String, ?> otherwise) {
        Map<String, Object> row = new LinkedHashMap<>(usual);
        row.putAll(otherwise);
        jdbc.sql("INSERT INTO %s (%s) VALUES (%s)"
                        .formatted(
                                table,
                                String.join(", ", row.keySet()),
                                String.join(", ", Collections.nCopies(row.size(), "?"))))
                .params(row.values().stream()
                        .map(value -> value instanceof Instant at ? Timestamp.from(at) : value)
                        .toList())
                .update();
    }
}
