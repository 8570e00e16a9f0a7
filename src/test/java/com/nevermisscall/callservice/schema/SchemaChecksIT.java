package com.nevermisscall.callservice.schema;

import static com.nevermisscall.callservice.support.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.SqlTest;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every check and reference of the schema refuses what it is there to refuse. */
@SqlTest
class SchemaChecksIT {

    private static final List<Object> BAD_PHONES =
            List.of("12125550101", "+02125550101", "+1", "+1 212 555", "", "anonymous", "+12a5");

    /** Neither a number nor sealed as the service seals it. */
    private static final List<Object> BAD_CUSTOMERS = Stream.concat(
                    BAD_PHONES.stream(), Stream.of("\u0001+12125550101", "\u0001" + "a".repeat(63)))
            .toList();

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Rows rows;

    /** A column, the values that it refuses in a row that is valid otherwise, and the constraint's name. */
    private record Refusal(String constraint, String table, List<Map<String, Object>> bad) {

        static Refusal of(String constraint, String table, String column, Object... values) {
            return of(constraint, table, column, List.of(values));
        }

        static Refusal of(String constraint, String table, String column, List<Object> values) {
            return new Refusal(
                    constraint,
                    table,
                    values.stream().map(value -> row(column, value)).toList());
        }

        @Override
        public String toString() {
            return constraint;
        }
    }

    static List<Refusal> checks() {
        return List.of(
                Refusal.of("calls_customer_phone_check", "calls", "customer_phone", BAD_CUSTOMERS),
                Refusal.of("calls_business_phone_check", "calls", "business_phone", BAD_PHONES),
                Refusal.of("calls_status_check", "calls", "status", "NEW", "ringing", ""),
                Refusal.of("calls_duration_seconds_check", "calls", "duration_seconds", -1),
                Refusal.of("calls_conversation_id_fkey", "calls", "conversation_id", UUID.randomUUID()),
                Refusal.of("calls_lead_id_fkey", "calls", "lead_id", UUID.randomUUID()),
                Refusal.of("conversations_customer_phone_check", "conversations", "customer_phone", BAD_CUSTOMERS),
                Refusal.of("conversations_business_phone_check", "conversations", "business_phone", BAD_PHONES),
                Refusal.of("conversations_call_id_fkey", "conversations", "call_id", UUID.randomUUID()),
                Refusal.of("conversations_status_check", "conversations", "status", "NEW", "active"),
                Refusal.of("conversations_responder_check", "conversations", "responder", "SYSTEM", "ai"),
                Refusal.of("conversations_outcome_check", "conversations", "outcome", "WON", ""),
                Refusal.of("conversations_turn_check", "conversations", "turn", -1),
                Refusal.of("conversations_message_count_check", "conversations", "message_count", -1),
                new Refusal(
                        "only_the_active_have_a_responder",
                        "conversations",
                        List.of(
                                row("status", "COMPLETED", "responder", "AI"),
                                row("status", "ABANDONED", "responder", "HUMAN"))),
                new Refusal(
                        "a_countdown_has_a_due_time",
                        "conversations",
                        List.of(row("countdown_turn", 1, "unanswered_since", NOW))),
                new Refusal(
                        "a_countdown_runs_while_nobody_answers",
                        "conversations",
                        List.of(
                                row("countdown_turn", 1, "ai_takeover_at", NOW),
                                row(
                                        "countdown_turn",
                                        1,
                                        "ai_takeover_at",
                                        NOW,
                                        "unanswered_since",
                                        NOW,
                                        "responder",
                                        "AI"),
                                row(
                                        "countdown_turn",
                                        1,
                                        "ai_takeover_at",
                                        NOW,
                                        "unanswered_since",
                                        NOW,
                                        "responder",
                                        "HUMAN"),
                                row(
                                        "countdown_turn",
                                        1,
                                        "ai_takeover_at",
                                        NOW,
                                        "unanswered_since",
                                        NOW,
                                        "status",
                                        "COMPLETED"))),
                Refusal.of("leads_conversation_id_fkey", "leads", "conversation_id", UUID.randomUUID()),
                Refusal.of("leads_call_id_fkey", "leads", "call_id", UUID.randomUUID()),
                Refusal.of("leads_customer_phone_check", "leads", "customer_phone", BAD_CUSTOMERS),
                Refusal.of("leads_urgency_check", "leads", "urgency", "URGENT", "normal"),
                Refusal.of("leads_estimated_value_check", "leads", "estimated_value", new BigDecimal("-0.01")),
                Refusal.of("leads_conversion_value_check", "leads", "conversion_value", new BigDecimal("-0.01")),
                Refusal.of("leads_status_check", "leads", "status", "WON", "new"),
                Refusal.of("leads_ai_confidence_check", "leads", "ai_confidence", new BigDecimal("1.001"), -0.001),
                Refusal.of("leads_urgency_score_check", "leads", "urgency_score", new BigDecimal("1.001"), -0.001),
                Refusal.of("messages_conversation_id_fkey", "messages", "conversation_id", UUID.randomUUID()),
                Refusal.of("messages_position_check", "messages", "position", 0, -1),
                Refusal.of("messages_direction_check", "messages", "direction", "IN"),
                Refusal.of("messages_sender_check", "messages", "sender", "BOT"),
                Refusal.of("messages_kind_check", "messages", "kind", "MMS"),
                Refusal.of("messages_status_check", "messages", "status", "LOST"),
                Refusal.of("messages_attempts_check", "messages", "attempts", -1),
                new Refusal(
                        "inbound_is_from_the_customer",
                        "messages",
                        List.of(
                                row("sender", "CUSTOMER"),
                                row("direction", "INBOUND", "status", "RECEIVED", "sender", "AI"))),
                new Refusal(
                        "inbound_is_received",
                        "messages",
                        List.of(
                                row("status", "RECEIVED"),
                                row("direction", "INBOUND", "sender", "CUSTOMER", "status", "SENT"))),
                Refusal.of("queued_has_an_end", "messages", "retry_until", NOTHING),
                Refusal.of("opt_outs_customer_phone_check", "opt_outs", "customer_phone", BAD_CUSTOMERS),
                Refusal.of("opt_outs_source_check", "opt_outs", "source", "HUMAN"),
                Refusal.of("outbox_events_attempts_check", "outbox_events", "attempts", -1),
                Refusal.of("data_encryption_only_one_check", "data_encryption", "only_one", false),
                Refusal.of("audit_entries_act_check", "audit_entries", "act", "LOOKED", "call_read"));
    }

    private static final Object NOTHING = new Object();

    @ParameterizedTest
    @MethodSource("checks")
    void aCheckRefuses(Refusal refusal) {
        insert(refusal.table(), Map.of());
        for (Map<String, Object> bad : refusal.bad()) {
            assertThatExceptionOfType(DataIntegrityViolationException.class)
                    .as("%s", bad)
                    .isThrownBy(() -> insert(refusal.table(), bad))
                    .withMessageContaining("\"" + refusal.constraint() + "\"");
        }
    }

    @Test
    void noConstraintIsUntried() {
        Set<String> tried = checks().stream().map(Refusal::constraint).collect(Collectors.toSet());

        assertThat(jdbc.sql("""
                        SELECT conname FROM pg_constraint
                        WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'x')
                          AND conrelid <> to_regclass('flyway_schema_history')""").query(String.class).list()).containsExactlyInAnyOrderElementsOf(tried);
    }

    private void insert(String table, Map<String, Object> columns) {
        Map<String, Object> row = new HashMap<>(columns);
        row.replaceAll((column, value) -> value == NOTHING ? null : value);
        switch (table) {
            case "calls" -> rows.call(row);
            case "conversations" -> rows.conversation(row);
            case "leads" -> rows.lead(rows.conversation(Map.of()), row);
            case "messages" -> rows.message(rows.conversation(Map.of()), row);
            case "opt_outs" -> rows.optOut(row);
            case "outbox_events" -> rows.event(row);
            case "audit_entries" -> rows.auditEntry(row);
            case "data_encryption" -> rows.dataEncryption(row);
            default -> throw new IllegalArgumentException(table);
        }
    }

    private static Map<String, Object> row(Object... columnsAndValues) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
        }
        return row;
    }
}
