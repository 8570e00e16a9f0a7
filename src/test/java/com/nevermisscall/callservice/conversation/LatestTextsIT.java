package com.nevermisscall.callservice.conversation;

import static com.nevermisscall.callservice.support.Rows.BUSINESS;
import static com.nevermisscall.callservice.support.Rows.CUSTOMER;
import static com.nevermisscall.callservice.support.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.Rows;
import com.nevermisscall.callservice.support.SqlTest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Limit;

/** Who wrote the newest texts to a customer. */
@SqlTest
class LatestTextsIT {

    private static final Instant SINCE = NOW.minusSeconds(600);

    private final UUID tenantId = UUID.randomUUID();
    private int position;
    private UUID conversation;

    @Autowired
    private MessageRepository messages;

    @Autowired
    private Rows rows;

    @BeforeEach
    void open() {
        conversation = conversation(Map.of());
    }

    @Test
    void theNewestComeFirstAndNoMoreThanWanted() {
        text("SYSTEM", "GREETING", SINCE.plusSeconds(1));
        text("HUMAN", "TEXT", SINCE.plusSeconds(2));
        text("AI", "TEXT", SINCE.plusSeconds(3));
        text("SYSTEM", "HELP", SINCE.plusSeconds(4));

        assertThat(latest(3)).containsExactly(Sender.SYSTEM, Sender.AI, Sender.HUMAN);
        assertThat(latest(9)).hasSize(4);
    }

    @Test
    void whatIsAsOldAsTheTimeIsNotCounted() {
        text("AI", "TEXT", SINCE);
        assertThat(latest(5)).isEmpty();

        text("AI", "TEXT", SINCE.plusMillis(1));
        assertThat(latest(5)).hasSize(1);
    }

    @Test
    void whateverBecameOfATextItCounts() {
        for (String status : List.of("QUEUED", "SENT", "FAILED")) {
            message(Map.of("status", status, "created_at", NOW));
        }

        assertThat(latest(5)).hasSize(3);
    }

    @Test
    void neitherTheCustomersTextsNorTheConfirmationOfAStopCount() {
        message(Map.of("direction", "INBOUND", "sender", "CUSTOMER", "status", "RECEIVED"));
        text("SYSTEM", "OPT_OUT_NOTICE", NOW);

        assertThat(latest(5)).isEmpty();
    }

    @Test
    void anEarlierConversationOfTheSameTwoPhonesCounts() {
        text("AI", "TEXT", NOW.minusSeconds(60));
        conversation = conversation(Map.of("status", "ABANDONED"));
        text("SYSTEM", "GREETING", NOW.minusSeconds(90));

        assertThat(latest(5)).containsExactly(Sender.AI, Sender.SYSTEM);
    }

    @Test
    void othersDoNotCount() {
        conversation = conversation(Map.of("customer_phone", "+12125550102"));
        text("AI", "TEXT", NOW);
        conversation = conversation(Map.of("business_phone", "+13105550198"));
        text("AI", "TEXT", NOW);
        conversation = conversation(Map.of("tenant_id", UUID.randomUUID()));
        text("AI", "TEXT", NOW);

        assertThat(latest(5)).isEmpty();
    }

    private UUID conversation(Map<String, ?> otherwise) {
        Map<String, Object> row = new HashMap<>(Map.of("tenant_id", tenantId, "last_message_at", NOW));
        row.putAll(otherwise);
        return rows.conversation(row);
    }

    private void text(String sender, String kind, Instant at) {
        message(Map.of("sender", sender, "kind", kind, "status", "SENT", "created_at", at));
    }

    private void message(Map<String, ?> otherwise) {
        Map<String, Object> row = new HashMap<>(Map.of("position", ++position));
        row.putAll(otherwise);
        rows.message(conversation, row);
    }

    private List<Sender> latest(int count) {
        return messages.latestSendersToCustomer(tenantId, BUSINESS, CUSTOMER, SINCE, Limit.of(count));
    }
}
