package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.encryption.PersonalPhone;
import java.time.Instant;
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

    /**
     * Who wrote the newest texts to a customer from one business phone since a time, newest first, whatever became of
     * them; all but confirmations of a STOP.
     */
    @Query("""
            SELECT m.sender FROM Message m JOIN Conversation c ON c.id = m.conversationId
            WHERE c.tenantId = :tenantId AND c.customerPhone = :customerPhone AND c.businessPhone = :businessPhone
              AND c.lastMessageAt > :since AND m.createdAt > :since
              AND m.direction = com.nevermisscall.callservice.conversation.MessageDirection.OUTBOUND
              AND m.kind <> com.nevermisscall.callservice.conversation.MessageKind.OPT_OUT_NOTICE
            ORDER BY m.createdAt DESC, m.id DESC""")
    List<Sender> latestSendersToCustomer(
            UUID tenantId, String businessPhone, PersonalPhone customerPhone, Instant since, Limit limit);

    default List<Sender> latestSendersToCustomer(
            UUID tenantId, String businessPhone, String customerPhone, Instant since, Limit limit) {
        return latestSendersToCustomer(
                tenantId, businessPhone, PersonalPhone.of(tenantId, customerPhone), since, limit);
    }

    @Query("SELECT m.position FROM Message m WHERE m.id = :id AND m.conversationId = :conversationId")
    Optional<Integer> positionOf(UUID id, UUID conversationId);
}
