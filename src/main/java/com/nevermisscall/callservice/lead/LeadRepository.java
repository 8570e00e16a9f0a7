package com.nevermisscall.callservice.lead;

import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface LeadRepository extends Repository<Lead, UUID> {

    Lead save(Lead lead);

    Optional<Lead> findByIdAndTenantId(UUID id, UUID tenantId);

    @Query("SELECT l.tenantId FROM Lead l WHERE l.id = :id")
    Optional<UUID> tenantOf(UUID id);

    @Query("SELECT l.id FROM Lead l WHERE l.conversationId = :conversationId")
    Optional<UUID> idOfConversation(UUID conversationId);

    @Query("SELECT l.conversationId FROM Lead l WHERE l.id = :id AND l.tenantId = :tenantId")
    Optional<UUID> conversationOf(UUID id, UUID tenantId);

    Optional<Lead> findByConversationId(UUID conversationId);

    List<Lead> findByConversationIdInOrderById(List<UUID> conversationIds);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT l FROM Lead l WHERE l.conversationId = :conversationId")
    Optional<Lead> lockByConversation(UUID conversationId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT l FROM Lead l WHERE l.id = :id AND l.tenantId = :tenantId")
    Optional<Lead> lock(UUID id, UUID tenantId);

    /** Describes the problem by a text that is sealed, unless it is described already; returns the lead if that changed it. */
    @Query(value = """
                    UPDATE leads SET problem_description = :text, updated_at = :now
                    WHERE conversation_id = :conversationId AND problem_description IS NULL
                    RETURNING *""", nativeQuery = true)
    Optional<Lead> describe(UUID conversationId, String text, Instant now);

    /** Locks the row above the lead first, in the order that everybody keeps: conversation, lead, message. */
    @Query(value = "SELECT id FROM conversations WHERE id = :conversationId FOR NO KEY UPDATE", nativeQuery = true)
    UUID lockConversation(UUID conversationId);

    Page<Lead> findByTenantId(UUID tenantId, Pageable page);

    Page<Lead> findByTenantIdAndStatus(UUID tenantId, LeadStatus status, Pageable page);

    @Query("SELECT l.status AS status, COUNT(l) AS count, COUNT(l.estimatedValue) AS valued,"
            + " COALESCE(SUM(l.estimatedValue), 0) AS total FROM Lead l WHERE l.tenantId = :tenantId GROUP BY l.status")
    List<StatusSum> sumByStatus(UUID tenantId);

    /** How many leads of a tenant are in a status, how many of them have an estimated value, and their total. */
    record StatusSum(LeadStatus status, long count, long valued, BigDecimal total) {}
}
