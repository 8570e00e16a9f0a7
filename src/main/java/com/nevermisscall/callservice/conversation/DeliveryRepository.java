package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.integration.twilio.Sms;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The outbound half of a message's life, in conditional updates: whoever changes a row moves it on, and no row changed
 * means that somebody else was first.
 */
@Repository
class DeliveryRepository {

    private static final String CLAIM = """
            UPDATE messages m SET claimed_until = :claimedUntil, attempts = m.attempts + 1
            FROM conversations c
            WHERE m.id = :id AND c.id = m.conversation_id AND m.status = 'QUEUED'
              AND (m.claimed_until IS NULL OR m.claimed_until <= :now)
            RETURNING m.id, m.tenant_id, m.conversation_id, c.customer_phone, c.business_phone, m.body, m.attempts,
                      m.claimed_until, m.retry_until""";

    private static final String SETTLE = """
            UPDATE messages SET status = :status, message_sid = :sid, error_message = :message,
                   error_code = CASE WHEN CAST(:status AS text) = 'FAILED'
                                THEN COALESCE(CAST(:code AS text), error_code, 'RETRY_WINDOW_EXCEEDED') END,
                   sent_at = :sentAt, claimed_until = NULL
            WHERE id = :id AND status = 'QUEUED'
            RETURNING tenant_id, conversation_id, sender, body, error_code""";

    private static final String OVERTAKE = """
            UPDATE messages SET retry_until = :now, error_code = :code,
                   status = CASE WHEN claimed_until > :now THEN status ELSE 'FAILED' END
            WHERE conversation_id IN (:conversations) AND status = 'QUEUED' AND sender IN (:senders)
              AND kind <> 'OPT_OUT_NOTICE'
            RETURNING id, tenant_id, conversation_id, status""";

    private final JdbcClient jdbc;

    DeliveryRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Claims a queued text for a try; empty when it is claimed by another, settled, or not there. */
    Optional<OutgoingText> claim(UUID id, Instant now, Instant claimedUntil) {
        return jdbc.sql(CLAIM)
                .param("id", id)
                .param("now", Timestamp.from(now))
                .param("claimedUntil", Timestamp.from(claimedUntil))
                .query((row, number) -> new OutgoingText(
                        new Sms(
                                row.getObject("id", UUID.class),
                                row.getObject("tenant_id", UUID.class),
                                row.getString("customer_phone"),
                                row.getString("business_phone"),
                                row.getString("body")),
                        row.getObject("conversation_id", UUID.class),
                        row.getInt("attempts"),
                        row.getTimestamp("claimed_until").toInstant(),
                        row.getTimestamp("retry_until").toInstant()))
                .optional();
    }

    /**
     * Ends a queued text as sent or failed; empty when it has ended already. One that failed without a code of its own
     * keeps the reason for which it was overtaken, else its time was over.
     */
    Optional<Settled> settle(UUID id, Delivery end) {
        return jdbc.sql(SETTLE)
                .param("id", id)
                .param("status", end.status().name())
                .param("sid", end.messageSid())
                .param("code", end.errorCode())
                .param("message", end.errorMessage())
                .param("sentAt", end.sentAt() == null ? null : Timestamp.from(end.sentAt()))
                .query((row, number) -> new Settled(
                        row.getObject("tenant_id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        Sender.valueOf(row.getString("sender")),
                        row.getString("body"),
                        row.getString("error_code")))
                .optional();
    }

    /**
     * Gives a text back after a try that did not reach twilio-server, to be tried again at a time; says whether it was
     * still queued and that time is not past its end.
     */
    boolean release(UUID id, Instant nextTry) {
        return jdbc.sql(
                                "UPDATE messages SET claimed_until = NULL WHERE id = ? AND status = 'QUEUED' AND retry_until >= ?")
                        .params(id, Timestamp.from(nextTry))
                        .update()
                == 1;
    }

    /**
     * When to look again at a text that could not be claimed: when the other's claim ends, or at once when it was given
     * back in the meantime; empty when the text has ended.
     */
    Optional<Instant> nextLook(UUID id, Instant now) {
        return jdbc.sql("SELECT COALESCE(claimed_until, ?) FROM messages WHERE id = ? AND status = 'QUEUED'")
                .params(Timestamp.from(now), id)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /**
     * Ends the queued texts of these senders as failed, for a reason; one that is being tried right now is not tried
     * again after that.
     */
    List<Overtaken> overtake(List<UUID> conversations, List<Sender> senders, String code, Instant now) {
        return jdbc.sql(OVERTAKE)
                .param("conversations", conversations)
                .param("senders", senders.stream().map(Sender::name).toList())
                .param("code", code)
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Overtaken(
                        row.getObject("id", UUID.class),
                        row.getObject("tenant_id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        MessageStatus.valueOf(row.getString("status")) == MessageStatus.QUEUED))
                .list();
    }

    /** Whether one of these texts is still being tried. */
    boolean anyInFlight(List<UUID> ids, Instant now) {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT 1 FROM messages WHERE id IN (:ids) AND status = 'QUEUED' AND claimed_until > :now)")
                .param("ids", ids)
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .single();
    }

    /** What an ended text was. */
    record Settled(UUID tenantId, UUID conversationId, Sender sender, String body, String errorCode) {}

    /** A queued text that somebody or something else has overtaken; in flight: a try is under way. */
    record Overtaken(UUID id, UUID tenantId, UUID conversationId, boolean inFlight) {}
}
