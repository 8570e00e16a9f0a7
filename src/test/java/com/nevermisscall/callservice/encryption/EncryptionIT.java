package com.nevermisscall.callservice.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.security.UserTokens;
import com.nevermisscall.callservice.support.Replicas;
import com.nevermisscall.callservice.support.Replicas.Replica;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;
import com.nevermisscall.callservice.support.Tables;
import com.nevermisscall.callservice.support.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Encryption is switched on for a service that has stored in the clear, and goes on with a new key. */
class EncryptionIT {

    private static final String DATABASE = "encryption";
    private static final String FIRST = "1:Zmlyc3QtZmlyc3QtZmlyc3QtZmlyc3QtZmlyc3QtMTI=";
    private static final String SECOND = "2:c2Vjb25kLXNlY29uZC1zZWNvbmQtc2Vjb25kLXNlYzE=";

    private static final String SECRET = "the key is under the blue flowerpot, says Dana";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JdbcClient db = database();

    @Test
    void whatIsStoredIsSealedFromTheSwitchOnAndResealedWithANewKey() {
        Known known;
        try (Running clear = start()) {
            known = begin(clear.story());
            assertThat(tablesWith(SECRET)).contains("messages", "conversations", "leads");
            // Events are told within seconds and not sealed later.
            await().atMost(PATIENCE).until(this::isAllTold);
        }

        try (Running sealed = start(FIRST)) {
            assertThat(tablesWith(known.customer())).isEmpty();
            await().atMost(PATIENCE).until(() -> tablesWith(SECRET).isEmpty());
            goesOn(sealed.as(known), known);
            assertThat(tablesWith(SECRET)).isEmpty();
            assertThat(tablesWith(known.customer())).isEmpty();
            assertThatExceptionOfType(DataIntegrityViolationException.class)
                    .isThrownBy(() -> db.sql("UPDATE conversations SET customer_phone = '+12125550101'")
                            .update());
        }

        List<String> phones = phones();
        try (Running rotated = start(SECOND, FIRST)) {
            await().atMost(PATIENCE).until(() -> tablesWith("\u00011:").isEmpty());
            assertThat(bodies(rotated.as(known), known)).contains(SECRET, "And " + SECRET);
            assertThat(phones()).isEqualTo(phones);
        }
        try (Running rotated = start(SECOND)) {
            assertThat(bodies(rotated.as(known), known)).contains(SECRET, "And " + SECRET);
        }
    }

    private boolean isAllTold() {
        return db.sql("SELECT NOT EXISTS (SELECT 1 FROM outbox_events)")
                .query(Boolean.class)
                .single();
    }

    /** A conversation with a text in the queue, and a customer who has opted out. */
    private static Known begin(Story story) {
        Story optedOut = story.anotherCustomer();
        optedOut.texts(optedOut.missedCall().text("call.conversationId"), "STOP");
        Story.Answer missed = story.missedCall();
        String conversation = missed.text("call.conversationId");
        story.texts(conversation, SECRET);
        story.user(
                "PUT",
                "/leads/" + missed.text("call.leadId") + "/status",
                Map.of("status", "qualified", "notes", SECRET));
        StandIns.twilioAnswers(story.tenantId(), StandIns.status(503));
        assertThat(story.replies(conversation, "And " + SECRET).text("status")).isEqualTo("queued");
        return new Known(story, optedOut, conversation, missed.text("call.leadId"));
    }

    private static void goesOn(Stories now, Known known) {
        StandIns.twilioAccepts(known.story().tenantId());
        Replicas.clock().forward(Duration.ofMinutes(2));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(now.customer().messages(known.conversation()))
                        .extracting(message -> message.path("status").asText())
                        .doesNotContain("queued"));
        assertThat(now.customer().missedCall().text("call.conversationId")).isEqualTo(known.conversation());
        assertThat(now.customer().texts("By number: " + SECRET).text("conversationId"))
                .isEqualTo(known.conversation());
        assertThat(now.customer().lead(known.lead()).path("statusNotes").asText())
                .isEqualTo(SECRET);
        assertThat(now.customer()
                        .conversation(known.conversation())
                        .path("customerPhone")
                        .asText())
                .isEqualTo(known.customer());
        assertThat(now.optedOut().missedCall().text("call.smsTriggered")).isEqualTo("false");
        JsonNode export = now.customer()
                .user(
                        "POST",
                        "/privacy/tenant/" + known.story().tenantId() + "/export",
                        Map.of("customerPhone", known.customer()))
                .data();
        assertThat(export.path("calls")).hasSize(2);
        assertThat(export.at("/conversations/0/messages").findValuesAsText("body"))
                .contains("And " + SECRET);
        await().atMost(PATIENCE)
                .until(() -> StandIns.events(known.story().tenantId()).stream()
                        .anyMatch(event -> event.body().toString().contains("By number: " + SECRET)));
    }

    private static List<String> bodies(Stories now, Known known) {
        return now.customer().messages(known.conversation()).findValuesAsText("body");
    }

    private List<String> phones() {
        return db.sql(
                        "SELECT customer_phone FROM conversations UNION ALL SELECT customer_phone FROM opt_outs ORDER BY 1")
                .query(String.class)
                .list();
    }

    /** The tables in which some row has a text in it, but for the one that names the keys. */
    private List<String> tablesWith(String text) {
        return Tables.with(db, text).stream()
                .filter(table -> !table.equals("data_encryption"))
                .toList();
    }

    private static JdbcClient database() {
        TestDatabase database = TestDatabase.named(DATABASE);
        return JdbcClient.create(new DriverManagerDataSource(database.url(), database.username(), database.password()));
    }

    /** Starts it, and lets the time pass after which the task that seals looks again. */
    private static Running start(String... keys) {
        Running started = new Running(Replicas.alone(DATABASE, "--encryption.keys=" + String.join(",", keys)));
        Replicas.clock().forward(Duration.ofMinutes(2));
        return started;
    }

    /** What was there before, by the stories of two customers. */
    private record Known(Story story, Story stopped, String conversation, String lead) {

        String customer() {
            return story.customer();
        }
    }

    /** The same customers at a service that was started anew. */
    private record Stories(Story customer, Story optedOut) {}

    private record Running(Replica service) implements AutoCloseable {

        Story story() {
            return new Story(service.bean(UserTokens.class), service.port());
        }

        Stories as(Known known) {
            return new Stories(known.story().at(service.port()), known.stopped().at(service.port()));
        }

        @Override
        public void close() {
            service.context().close();
        }
    }
}
