package com.nevermisscall.callservice.conversation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface MessageRepository extends Repository<Message, UUID> {

    Message save(Message message);

    Optional<Message> findById(UUID id);

    Optional<Message> findByMessageSid(String messageSid);

    Optional<Message> findByConversationIdAndIdempotencyKey(UUID conversationId, String idempotencyKey);

    /** The newest messages before a position, newest first. */
    @Query("""
            SELECT m FROM Message m WHERE m.conversationId = :conversationId AND m.position < :position
            ORDER BY m.position DESC""")
    List<Message> before(UUID conversationId, int position, Limit limit);

    @Query("SELECT m.position FROM Message m WHERE m.id = :id AND m.conversationId = :conversationId")
    Optional<Integer> positionOf(UUID id, UUID conversationId);
}
