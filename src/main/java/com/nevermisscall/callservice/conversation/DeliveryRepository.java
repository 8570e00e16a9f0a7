package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.encryption.Vault;
import com.nevermisscall.callservice.integration.twilio.Sms;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    private static final String TEXT = """
            m.id, m.tenant_id, m.conversation_id, c.customer_phone, c.business_phone, m.body, m.attempts,
            m.claimed_until, m.sender = 'AI' OR m.kind = 'DECLINE' AS answers_customer""";

    private static final String CLAIM = """
            UPDATE messages m SET claimed_until = :claimedUntil, attempts = m.attempts + 1
            FROM conversations c
            WHERE m.id = :id AND c.id = m.conversation_id AND m.status = 'QUEUED'
              AND (m.claimed_until IS NULL OR m.claimed_until <= :now) AND m.retry_until > :now
            RETURNING %s""".formatted(TEXT);

    /** What was overtaken has its reason from then on, whosever clock was ahead. */
    private static final String RENEW = """
            UPDATE messages m SET claimed_until = :claimedUntil
            FROM conversations c
            WHERE m.id = :id AND c.id = m.conversation_id AND m.status = 'QUEUED'
              AND m.claimed_until = :held AND m.claimed_until > :now AND m.retry_until > :now AND m.error_code IS NULL
            RETURNING %s""".formatted(TEXT);

    /** What twilio-server has said once holds, also where the next try did not come to it. */
    private static final String RELEASE = """
            UPDATE messages SET claimed_until = NULL, not_before = COALESCE(:notBefore, not_before)
            WHERE id = :id AND status = 'QUEUED' AND retry_until >= :nextTry""";

    private static final String DELAYED = """
            SELECT id, not_before FROM messages WHERE status = 'QUEUED' AND claimed_until IS NULL
            ORDER BY created_at LIMIT :limit""";

    private static final String SETTLE = """
            UPDATE messages SET status = :status, message_sid = :sid, error_code = :code, error_message = :message,
                   sent_at = :sentAt, claimed_until = NULL
            WHERE id = :id AND status = 'QUEUED'
            RETURNING tenant_id, conversation_id, sender, kind, body, error_code, error_message, created_at""";

    private static final String EXPIRE = """
            UPDATE messages SET status = 'FAILED', error_code = COALESCE(error_code, 'RETRY_WINDOW_EXCEEDED'),
                   error_message = :message, claimed_until = NULL
            WHERE id = :id AND status = 'QUEUED'
            RETURNING tenant_id, conversation_id, sender, kind, body, error_code, error_message, created_at""";

    private static final String OVERTAKE = """
            UPDATE messages SET retry_until = :now, error_code = :code,
                   status = CASE WHEN claimed_until > :now THEN status ELSE 'FAILED' END
            WHERE conversation_id IN (:conversations) AND status = 'QUEUED' AND kind <> 'OPT_OUT_NOTICE'
              AND (:everything OR sender = 'AI' OR kind = 'DECLINE')
            RETURNING id, tenant_id, conversation_id, sender, status""";

    private static final String ANSWERED_SINCE = """
            SELECT EXISTS (
                SELECT 1 FROM messages lost JOIN messages later
                  ON later.conversation_id = lost.conversation_id AND later.position > lost.position
                WHERE lost.id = :id AND later.direction = 'OUTBOUND' AND later.status <> 'FAILED'
                  AND later.kind NOT IN ('HELP', 'OPT_OUT_NOTICE'))""";

    private final JdbcClient jdbc;
    private final Vault vault;

    DeliveryRepository(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Claims a queued text for a try; empty when it is claimed by another, settled, or not there. */
    Optional<OutgoingText> claim(UUID id, Instant now, Instant claimedUntil) {
        return jdbc.sql(CLAIM)
                .param("id", id)
                .param("now", Timestamp.from(now))
                .param("claimedUntil", Timestamp.from(claimedUntil))
                .query(this::text)
                .optional();
    }

    /**
     * Renews a claim for the same try; empty when it is not the holder's any more, has ended, or the text is settled or
     * overtaken.
     *
     * @param held until when the holder has it
     */
    Optional<OutgoingText> renew(UUID id, Instant held, Instant now, Instant claimedUntil) {
        return jdbc.sql(RENEW)
                .param("id", id)
                .param("held", Timestamp.from(held))
                .param("now", Timestamp.from(now))
                .param("claimedUntil", Timestamp.from(claimedUntil))
                .query(this::text)
                .optional();
    }

    /** A queued text, without claiming it: only to end it. */
    Optional<OutgoingText> find(UUID id) {
        return jdbc.sql("SELECT " + TEXT + " FROM messages m JOIN conversations c ON c.id = m.conversation_id"
                        + " WHERE m.id = :id AND m.status = 'QUEUED'")
                .param("id", id)
                .query(this::text)
                .optional();
    }

    private OutgoingText text(ResultSet row, int number) throws SQLException {
        Timestamp claimedUntil = row.getTimestamp("claimed_until");
        UUID tenantId = row.getObject("tenant_id", UUID.class);
        return new OutgoingText(
                new Sms(
                        row.getObject("id", UUID.class),
                        tenantId,
                        vault.openPhone(tenantId, row.getString("customer_phone")),
                        row.getString("business_phone"),
                        vault.open(tenantId, row.getString("body"))),
                row.getObject("conversation_id", UUID.class),
                row.getBoolean("answers_customer"),
                row.getInt("attempts"),
                claimedUntil == null ? null : claimedUntil.toInstant());
    }

    /** Ends a queued text as sent or failed; empty when it has ended already. */
    Optional<Settled> settle(UUID tenantId, UUID id, Delivery end) {
        return jdbc.sql(SETTLE)
                .param("id", id)
                .param("status", end.status().name())
                .param("sid", end.messageSid())
                .param("code", end.errorCode())
                .param("message", vault.seal(tenantId, end.errorMessage()))
                .param("sentAt", end.sentAt() == null ? null : Timestamp.from(end.sentAt()))
                .query(this::settled)
                .optional();
    }

    /**
     * Ends a queued text as failed whose time is over, for the reason that ended it early, if one did; empty when it has
     * ended already.
     */
    Optional<Settled> expire(UUID tenantId, UUID id, String lastFailure) {
        return jdbc.sql(EXPIRE)
                .param("id", id)
                .param("message", vault.seal(tenantId, lastFailure))
                .query(this::settled)
                .optional();
    }

    private Settled settled(ResultSet row, int number) throws SQLException {
        UUID tenantId = row.getObject("tenant_id", UUID.class);
        return new Settled(
                tenantId,
                row.getObject("conversation_id", UUID.class),
                Sender.valueOf(row.getString("sender")),
                MessageKind.valueOf(row.getString("kind")),
                vault.open(tenantId, row.getString("body")),
                row.getString("error_code"),
                vault.open(tenantId, row.getString("error_message")),
                row.getTimestamp("created_at").toInstant());
    }

    /**
     * Gives a text back after a try that did not reach twilio-server, to be tried again at a time; says whether it was
     * still queued and that time is not past its end.
     *
     * @param notBefore when twilio-server wants to be asked again at the earliest; null when it said nothing
     */
    boolean release(UUID id, Instant nextTry, Instant notBefore) {
        return jdbc.sql(RELEASE)
                        .param("id", id)
                        .param("nextTry", Timestamp.from(nextTry))
                        .param("notBefore", notBefore == null ? null : Timestamp.from(notBefore))
                        .update()
                == 1;
    }

    /** Queued texts that nobody is trying to send, the oldest first, and when they may be tried at the earliest. */
    List<Delayed> delayed(int limit) {
        return jdbc.sql(DELAYED)
                .param("limit", limit)
                .query((row, number) -> {
                    Timestamp notBefore = row.getTimestamp("not_before");
                    return new Delayed(
                            row.getObject("id", UUID.class), notBefore == null ? null : notBefore.toInstant());
                })
                .list();
    }

    /** Queued texts whose holder has let the claim end without settling or releasing them, for longest first. */
    List<Orphan> orphaned(Instant now, int limit) {
        return jdbc.sql(
                        "SELECT id, tenant_id FROM messages WHERE status = 'QUEUED' AND claimed_until <= ? ORDER BY claimed_until LIMIT ?")
                .params(Timestamp.from(now), limit)
                .query(Orphan.class)
                .list();
    }

    /** When to look at a text again that could not be claimed; empty when it has ended. */
    Optional<Waiting> waiting(UUID id, Instant now) {
        return jdbc.sql(
                        "SELECT COALESCE(claimed_until, :now) AS free_at, retry_until FROM messages WHERE id = :id AND status = 'QUEUED'")
                .param("id", id)
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Waiting(
                        row.getTimestamp("free_at").toInstant(),
                        row.getTimestamp("retry_until").toInstant()))
                .optional();
    }

    /**
     * Ends queued texts as failed, for a reason: everything but the opt-out notice, or only what answers the customer
     * without a human. One that is being tried right now is not tried again after that.
     */
    List<Overtaken> overtake(List<UUID> conversations, boolean everything, String code, Instant now) {
        return jdbc.sql(OVERTAKE)
                .param("conversations", conversations)
                .param("everything", everything)
                .param("code", code)
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Overtaken(
                        row.getObject("id", UUID.class),
                        row.getObject("tenant_id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        Sender.valueOf(row.getString("sender")),
                        MessageStatus.valueOf(row.getString("status")) == MessageStatus.QUEUED))
                .list();
    }

    /** Whether the customer was texted after this message, or is being. */
    boolean answeredSince(UUID id) {
        return jdbc.sql(ANSWERED_SINCE).param("id", id).query(Boolean.class).single();
    }

    /** The texts that were overtaken while they were being tried, and still are. */
    List<UUID> overtakenInFlight(List<UUID> conversations, Instant now) {
        return jdbc.sql("SELECT id FROM messages WHERE conversation_id IN (:conversations) AND status = 'QUEUED'"
                        + " AND claimed_until > :now AND retry_until <= :now")
                .param("conversations", conversations)
                .param("now", Timestamp.from(now))
                .query(UUID.class)
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

    /** What an ended text was, and why it failed, if it did. */
    record Settled(
            UUID tenantId,
            UUID conversationId,
            Sender sender,
            MessageKind kind,
            String body,
            String errorCode,
            String errorMessage,
            Instant createdAt) {}

    /** A queued text that nobody tries to send. */
    record Orphan(UUID id, UUID tenantId) {}

    /** A queued text that waits for its next try; not before: null when it may be tried at any time. */
    record Delayed(UUID id, Instant notBefore) {}

    /** A queued text: until when it is claimed (or now), and when it is given up. */
    record Waiting(Instant freeAt, Instant retryUntil) {}

    /** A queued text that somebody or something else has overtaken; in flight: a try is under way. */
    record Overtaken(UUID id, UUID tenantId, UUID conversationId, Sender sender, boolean inFlight) {}
}
