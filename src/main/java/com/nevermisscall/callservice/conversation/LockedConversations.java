package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.encryption.PersonalPhone;
import com.nevermisscall.callservice.encryption.Vault;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Locks a conversation and reads, in the same statement, what every message for it asks first. Every method belongs into
 * the caller's transaction.
 */
@Repository
class LockedConversations {

    private static final String OPTED_OUT = """
            EXISTS (SELECT 1 FROM opt_outs o
                    WHERE o.tenant_id = %s AND o.customer_phone = %s AND o.opted_in_at IS NULL)""";

    private static final String SID_KNOWN = "EXISTS (SELECT 1 FROM %s m WHERE m.%s = :sid)";

    /**
     * A statement that waits for a lock gets the newest row, but sees all else as it was when the statement began: also
     * the row, so that it can be told whether it was changed meanwhile. In JPQL as far as it goes, because Hibernate
     * reads what columns a native query's result has anew each time it is asked.
     */
    private static final String LOCK = """
            SELECT c, CAST(sql('%s', c.tenantId, c.customerPhone) AS boolean), %s,
                   EXISTS (SELECT 1 FROM Lead l WHERE l.conversationId = c.id AND l.problemDescription IS NULL),
                   CAST(sql('xmin <> (SELECT seen.xmin FROM conversations seen WHERE seen.id = ?)', c.id) AS boolean)
            FROM Conversation c WHERE %s""";

    private static final String TEXT_KNOWN = SID_KNOWN.formatted("Message", "messageSid");
    private static final String REPLY_KNOWN =
            "EXISTS (SELECT 1 FROM Message m WHERE m.conversationId = c.id AND m.idempotencyKey = :key)";

    private static final String BY_ID = lock(TEXT_KNOWN, "c.id = :id");
    private static final String ACTIVE = lock(TEXT_KNOWN, """
            c.tenantId = :tenant AND c.businessPhone = :business AND c.customerPhone = :customer
              AND c.status = com.nevermisscall.callservice.conversation.ConversationStatus.ACTIVE""");
    private static final String OF_TENANT = lock(REPLY_KNOWN, "c.id = :id AND c.tenantId = :tenant");

    private static final String BESIDE = "SELECT " + OPTED_OUT.formatted(":tenant", ":customer") + " AS opted_out, "
            + SID_KNOWN.formatted("messages", "message_sid") + " AS repeated";

    private static final String STANDING = """
            SELECT c.id AS active, l.id AS lead_id, %s AS opted_out,
                   EXISTS (SELECT 1 FROM conversations e
                           WHERE e.tenant_id = :tenant AND e.customer_phone = :customer) AS known
            FROM (SELECT) AS always LEFT JOIN conversations c
                 ON c.tenant_id = :tenant AND c.business_phone = :business AND c.customer_phone = :customer
                    AND c.status = 'ACTIVE'
            LEFT JOIN leads l ON l.conversation_id = c.id""".formatted(OPTED_OUT.formatted(":tenant", ":customer"));

    private static final String CUSTOMER = "SELECT " + CustomerLock.OF_ROW
            + " FROM (SELECT CAST(:tenant AS uuid) AS tenant_id, CAST(:customer AS text) AS customer_phone) AS customer";

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final Vault vault;

    LockedConversations(EntityManager entities, JdbcClient jdbc, Vault vault) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.vault = vault;
    }

    private static String lock(String repeated, String which) {
        return LOCK.formatted(OPTED_OUT.formatted("?", "?"), repeated, which);
    }

    /** Takes the {@link CustomerLock}. */
    void lockCustomer(UUID tenantId, String customerPhone) {
        jdbc.sql(CUSTOMER)
                .param("tenant", tenantId)
                .param("customer", vault.sealPhone(tenantId, customerPhone))
                .query(String.class)
                .single();
    }

    /** The conversation of that id, for a text with that SID, or null for what is no customer's text. */
    Optional<LockedConversation> byId(UUID id, String messageSid) {
        return lock(query(BY_ID).setParameter("id", id).setParameter("sid", messageSid));
    }

    /** The one that goes on between these two phones, for a text with that SID. */
    Optional<LockedConversation> active(UUID tenantId, String businessPhone, String customerPhone, String messageSid) {
        return lock(query(ACTIVE)
                .setParameter("tenant", tenantId)
                .setParameter("business", businessPhone)
                .setParameter("customer", PersonalPhone.of(tenantId, customerPhone))
                .setParameter("sid", messageSid));
    }

    /** The conversation of that id if it is the tenant's, for a reply with that idempotency key, which may be null. */
    Optional<LockedConversation> ofTenant(UUID id, UUID tenantId, String idempotencyKey) {
        return lock(query(OF_TENANT)
                .setParameter("id", id)
                .setParameter("tenant", tenantId)
                .setParameter("key", idempotencyKey));
    }

    /** A conversation that this transaction has opened for a text with that SID, which its lead keeps already. */
    LockedConversation opened(Conversation conversation, String messageSid) {
        return jdbc.sql(BESIDE)
                .param("tenant", conversation.tenantId())
                .param("customer", vault.sealPhone(conversation.tenantId(), conversation.customerPhone()))
                .param("sid", messageSid)
                .query((row, number) -> new LockedConversation(
                        conversation, row.getBoolean("opted_out"), row.getBoolean("repeated"), false))
                .single();
    }

    /** How the business stands with a customer, without locking a row; for whoever holds the {@link CustomerLock}. */
    Standing standing(UUID tenantId, String businessPhone, String customerPhone) {
        return jdbc.sql(STANDING)
                .param("tenant", tenantId)
                .param("business", businessPhone)
                .param("customer", vault.sealPhone(tenantId, customerPhone))
                .query((row, number) -> new Standing(
                        row.getObject("active", UUID.class),
                        row.getObject("lead_id", UUID.class),
                        row.getBoolean("opted_out"),
                        row.getBoolean("known")))
                .single();
    }

    private TypedQuery<Object[]> query(String jpql) {
        return entities.createQuery(jpql, Object[].class).setLockMode(LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Asks again when the row was changed while we waited for it, since what stands beside it may have changed with it;
     * now that the row is ours, it stays as it is. Whoever opts a customer out or stores a message changes the row.
     */
    private static Optional<LockedConversation> lock(TypedQuery<Object[]> query) {
        Optional<Object[]> row = one(query);
        boolean changed = row.isPresent() && (boolean) row.get()[4];
        return (changed ? one(query) : row)
                .map(found -> new LockedConversation(
                        (Conversation) found[0], (boolean) found[1], (boolean) found[2], (boolean) found[3]));
    }

    private static Optional<Object[]> one(TypedQuery<Object[]> query) {
        return query.getResultList().stream().findFirst();
    }

    /**
     * How a business stands with a customer.
     *
     * @param active the conversation that goes on, or null
     * @param leadId the lead of that conversation, or null
     * @param known  whether there is or was any conversation with the customer
     */
    record Standing(UUID active, UUID leadId, boolean optedOut, boolean known) {}
}
