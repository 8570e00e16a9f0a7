package com.nevermisscall.callservice.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.SqlTest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What there may be only one of, there is one of. */
@SqlTest
class SchemaKeysIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Rows rows;

    @Test
    void aCallSidIsThereOnce() {
        rows.call(Map.of("call_sid", "CA1"));

        refusesTwice("calls_call_sid_key", () -> rows.call(Map.of("call_sid", "CA1")));
    }

    @Test
    void aCustomerHasOneActiveConversationWithABusinessPhone() {
        Map<String, Object> parties = Map.of("tenant_id", UUID.randomUUID());
        rows.conversation(parties);

        refusesTwice("one_active_conversation_per_customer", () -> rows.conversation(parties));

        rows.conversation(with(parties, "status", "COMPLETED"));
        rows.conversation(with(parties, "status", "ABANDONED"));
        rows.conversation(with(parties, "business_phone", "+13105550198"));
        rows.conversation(with(parties, "customer_phone", "+12125550102"));
        rows.conversation(Map.of());
    }

    @Test
    void aConversationHasOneLead() {
        UUID conversation = rows.conversation(Map.of());
        rows.lead(conversation, Map.of());

        refusesTwice("one_lead_per_conversation", () -> rows.lead(conversation, Map.of()));
    }

    @Test
    void aPositionIsThereOnceInAConversation() {
        UUID conversation = rows.conversation(Map.of());
        rows.message(conversation, Map.of());

        refusesTwice("messages_in_order", () -> rows.message(conversation, Map.of()));
    }

    @Test
    void aMessageSidIsThereOnceInAll() {
        rows.message(rows.conversation(Map.of()), Map.of("message_sid", "SM1"));
        UUID another = rows.conversation(Map.of());

        refusesTwice("messages_message_sid_key", () -> rows.message(another, Map.of("message_sid", "SM1")));
    }

    @Test
    void anIdempotencyKeyIsThereOnceInAConversation() {
        UUID conversation = rows.conversation(Map.of());
        rows.message(conversation, Map.of("idempotency_key", "k"));
        rows.message(rows.conversation(Map.of()), Map.of("idempotency_key", "k"));

        refusesTwice(
                "messages_idempotency_key",
                () -> rows.message(conversation, Map.of("position", 2, "idempotency_key", "k")));
    }

    @Test
    void aCustomerHasOneOptOutPerTenant() {
        Map<String, Object> customer = Map.of("tenant_id", UUID.randomUUID());
        rows.optOut(customer);

        refusesTwice("opt_outs_pkey", () -> rows.optOut(customer));
    }

    @Test
    void noKeyIsUntried() {
        assertThat(jdbc.sql("""
                        SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
                        WHERE indisunique AND NOT indisprimary AND relnamespace = 'public'::regnamespace
                          AND relname NOT IN ('flyway_schema_history')""").query(String.class).list())
                .containsExactlyInAnyOrder(
                        "calls_call_sid_key",
                        "one_lead_per_conversation",
                        "messages_in_order",
                        "one_active_conversation_per_customer",
                        "messages_message_sid_key",
                        "messages_idempotency_key");
    }

    private static void refusesTwice(String constraint, Runnable second) {
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(second::run)
                .withMessageContaining("\"" + constraint + "\"");
    }

    private static Map<String, Object> with(Map<String, Object> row, String column, Object value) {
        Map<String, Object> changed = new HashMap<>(row);
        changed.put(column, value);
        return changed;
    }
}
