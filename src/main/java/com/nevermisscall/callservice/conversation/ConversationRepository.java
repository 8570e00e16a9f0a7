package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.encryption.PersonalPhone;
import com.nevermisscall.callservice.lead.LeadStatus;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ConversationRepository extends Repository<Conversation, UUID> {

    Conversation save(Conversation conversation);

    Optional<Conversation> findById(UUID id);

    /** A conversation of a tenant with its lead; every conversation has one. */
    @Query("SELECT c AS conversation, l.id AS leadId FROM Conversation c JOIN Lead l ON l.conversationId = c.id"
            + " WHERE c.id = :id AND c.tenantId = :tenantId")
    Optional<WithLead> withLead(UUID id, UUID tenantId);

    @Query("SELECT c.tenantId FROM Conversation c WHERE c.id = :id")
    Optional<UUID> tenantOf(UUID id);

    /** What a conversation is, without its lock; no entity, because one that is read before its lock is stale after it. */
    @Query("SELECT c.id AS id, c.tenantId AS tenantId, c.customerPhone AS customerPhone, c.status AS status"
            + " FROM Conversation c WHERE c.id = :id")
    Optional<Glimpse> glimpse(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT c FROM Conversation c WHERE c.id = :id AND c.tenantId = :tenantId")
    Optional<Conversation> lockOfTenant(UUID id, UUID tenantId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT c FROM Conversation c WHERE c.id = :id")
    Optional<Conversation> lock(UUID id);

    /** Those of these conversations that nobody else holds. */
    @Query(
            value = "SELECT * FROM conversations WHERE id = ANY (:ids) FOR NO KEY UPDATE SKIP LOCKED",
            nativeQuery = true)
    List<Conversation> lockFree(UUID[] ids);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            SELECT c FROM Conversation c
            WHERE c.tenantId = :tenantId AND c.businessPhone = :businessPhone AND c.customerPhone = :customerPhone
              AND c.status = com.nevermisscall.callservice.conversation.ConversationStatus.ACTIVE""")
    Optional<Conversation> lockActive(UUID tenantId, String businessPhone, PersonalPhone customerPhone);

    default Optional<Conversation> lockActive(UUID tenantId, String businessPhone, String customerPhone) {
        return lockActive(tenantId, businessPhone, PersonalPhone.of(tenantId, customerPhone));
    }

    @Query("""
            SELECT c.id AS id, c.tenantId AS tenantId, c.customerPhone AS customerPhone, c.status AS status
            FROM Conversation c
            WHERE c.tenantId = :tenantId AND c.businessPhone = :businessPhone AND c.customerPhone = :customerPhone
            ORDER BY CASE c.status
                WHEN com.nevermisscall.callservice.conversation.ConversationStatus.ACTIVE THEN 0 ELSE 1 END, c.id DESC""")
    List<Glimpse> activeElseLatest(UUID tenantId, String businessPhone, PersonalPhone customerPhone, Limit limit);

    default List<Glimpse> activeElseLatest(UUID tenantId, String businessPhone, String customerPhone, Limit limit) {
        return activeElseLatest(tenantId, businessPhone, PersonalPhone.of(tenantId, customerPhone), limit);
    }

    /** Every active conversation that a customer has with a tenant, by any of its phones, locked in one order for all. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            SELECT c FROM Conversation c
            WHERE c.tenantId = :tenantId AND c.customerPhone = :customerPhone
              AND c.status = com.nevermisscall.callservice.conversation.ConversationStatus.ACTIVE
            ORDER BY c.id""")
    List<Conversation> lockAllActive(UUID tenantId, PersonalPhone customerPhone);

    default List<Conversation> lockAllActive(UUID tenantId, String customerPhone) {
        return lockAllActive(tenantId, PersonalPhone.of(tenantId, customerPhone));
    }

    /** Every conversation that there is or was with a customer, locked in one order for all. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query(
            "SELECT c FROM Conversation c WHERE c.tenantId = :tenantId AND c.customerPhone = :customerPhone ORDER BY c.id")
    List<Conversation> lockAll(UUID tenantId, PersonalPhone customerPhone);

    default List<Conversation> lockAll(UUID tenantId, String customerPhone) {
        return lockAll(tenantId, PersonalPhone.of(tenantId, customerPhone));
    }

    @Query("SELECT c AS conversation, l.id AS leadId FROM Conversation c JOIN Lead l ON l.conversationId = c.id"
            + " WHERE c.tenantId = :tenantId AND c.customerPhone = :customerPhone ORDER BY c.id")
    List<WithLead> ofCustomer(UUID tenantId, PersonalPhone customerPhone);

    default List<WithLead> ofCustomer(UUID tenantId, String customerPhone) {
        return ofCustomer(tenantId, PersonalPhone.of(tenantId, customerPhone));
    }

    @Query("SELECT c.id FROM Conversation c WHERE c.tenantId = :tenantId AND c.customerPhone = :customerPhone")
    List<UUID> idsOfCustomer(UUID tenantId, PersonalPhone customerPhone);

    default List<UUID> idsOfCustomer(UUID tenantId, String customerPhone) {
        return idsOfCustomer(tenantId, PersonalPhone.of(tenantId, customerPhone));
    }

    /** Active conversations where the customer owes the answer since before a time and nobody else holds the row. */
    @Query(value = """
                    SELECT * FROM conversations
                    WHERE status = 'ACTIVE' AND unanswered_since IS NULL AND last_activity_at < :limit
                      AND NOT EXISTS (SELECT 1 FROM messages m
                                      WHERE m.conversation_id = conversations.id AND m.status = 'QUEUED')
                    LIMIT :batch FOR NO KEY UPDATE SKIP LOCKED""", nativeQuery = true)
    List<Conversation> lockSilent(Instant limit, int batch);

    /** A tenant's active conversations with the status of their leads. */
    @Query(value = """
                    SELECT c AS conversation, l.status AS leadStatus
                    FROM Conversation c JOIN Lead l ON l.conversationId = c.id
                    WHERE c.tenantId = :tenantId
                      AND c.status = com.nevermisscall.callservice.conversation.ConversationStatus.ACTIVE
                    ORDER BY c.lastActivityAt DESC, c.id DESC""")
    List<ActiveRow> active(UUID tenantId, Pageable page);

    /**
     * How many conversations of a tenant are active, and how many of these AI and humans have in hand. In SQL, because the
     * parsers of JPQL, which read every query at the start, take a tenth of a second for such a one.
     */
    @Query(value = """
                    SELECT count(*) AS "total",
                           count(*) FILTER (WHERE responder = 'AI') AS "byAi",
                           count(*) FILTER (WHERE responder = 'HUMAN') AS "byHuman"
                    FROM conversations WHERE tenant_id = :tenantId AND status = 'ACTIVE'""", nativeQuery = true)
    ActiveCounts countActive(UUID tenantId);

    /** What a conversation is at a glance, which may be out of date at the next. */
    record Glimpse(UUID id, UUID tenantId, PersonalPhone customerPhone, ConversationStatus status) {}

    /** A conversation and the id of its lead. */
    record WithLead(Conversation conversation, UUID leadId) {}

    /** A conversation and the status of its lead. */
    record ActiveRow(Conversation conversation, LeadStatus leadStatus) {}

    /** Numbers of all active conversations of a tenant. */
    interface ActiveCounts {

        long getTotal();

        long getByAi();

        long getByHuman();
    }
}
