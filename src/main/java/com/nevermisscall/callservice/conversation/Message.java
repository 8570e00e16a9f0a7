package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.config.StoredEntity;
import com.nevermisscall.callservice.encryption.PersonalText;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * One SMS, in or out. An outbound one is born queued and claimed for the try that follows its commit; from then on only
 * {@link DeliveryRepository} moves it, by conditional updates.
 */
@Entity
@Table(name = "messages")
class Message extends StoredEntity {

    private UUID tenantId;
    private UUID conversationId;
    private int position;

    @Enumerated(EnumType.STRING)
    private MessageDirection direction;

    @Enumerated(EnumType.STRING)
    private Sender sender;

    @Enumerated(EnumType.STRING)
    private MessageKind kind;

    private PersonalText body;

    @Enumerated(EnumType.STRING)
    private MessageStatus status;

    private String messageSid;
    private UUID userId;
    private String idempotencyKey;
    private boolean aiTriggered;
    private Integer responseWindow;
    private boolean takeOver;
    private boolean aiDeactivated;
    private int attempts;
    private Instant claimedUntil;
    private Instant retryUntil;
    private String errorCode;
    private PersonalText errorMessage;
    private Instant sentAt;
    private Instant createdAt;

    protected Message() {}

    private Message(UUID id, Conversation conversation, MessageKind kind, Sender sender, String body, Instant now) {
        super(id);
        this.tenantId = conversation.tenantId();
        this.conversationId = conversation.getId();
        this.position = conversation.messageCount();
        this.kind = kind;
        this.sender = sender;
        this.body = PersonalText.of(tenantId, body);
        this.createdAt = now;
    }

    /** A customer's text, the newest of the conversation, with what its webhook is answered (and any repeat of it). */
    static Message inbound(
            UUID id,
            Conversation conversation,
            String messageSid,
            String body,
            boolean aiTriggered,
            Integer responseWindow,
            Instant now) {
        Message message = new Message(id, conversation, MessageKind.TEXT, Sender.CUSTOMER, body, now);
        message.direction = MessageDirection.INBOUND;
        message.status = MessageStatus.RECEIVED;
        message.messageSid = messageSid;
        message.aiTriggered = aiTriggered;
        message.responseWindow = responseWindow;
        return message;
    }

    /**
     * A text to the customer, the newest of the conversation.
     *
     * @param claimedUntil how long the caller may try to send it, or null when a worker is to
     */
    static Message outbound(
            UUID id, Conversation conversation, Draft draft, Instant claimedUntil, Instant retryUntil, Instant now) {
        Message message = new Message(id, conversation, draft.kind(), draft.sender(), draft.body(), now);
        message.direction = MessageDirection.OUTBOUND;
        message.status = MessageStatus.QUEUED;
        message.attempts = claimedUntil == null ? 0 : 1;
        message.claimedUntil = claimedUntil;
        message.retryUntil = retryUntil;
        message.userId = draft.userId();
        message.idempotencyKey = draft.idempotencyKey();
        message.takeOver = draft.takeOver();
        message.aiDeactivated = draft.aiDeactivated();
        return message;
    }

    /** Whether it is part of the talk: neither failed nor the service's own answer to a keyword. */
    boolean isSaid() {
        return status != MessageStatus.FAILED && kind != MessageKind.HELP && kind != MessageKind.OPT_OUT_NOTICE;
    }

    /** Whether a reply with the same key asks for the same. */
    boolean isReply(String text, boolean takeOverAsked) {
        return body().equals(text) && takeOver == takeOverAsked;
    }

    UUID tenantId() {
        return tenantId;
    }

    UUID conversationId() {
        return conversationId;
    }

    int position() {
        return position;
    }

    MessageDirection direction() {
        return direction;
    }

    Sender sender() {
        return sender;
    }

    String body() {
        return PersonalText.read(tenantId, body);
    }

    MessageStatus status() {
        return status;
    }

    String messageSid() {
        return messageSid;
    }

    boolean aiTriggered() {
        return aiTriggered;
    }

    Integer responseWindow() {
        return responseWindow;
    }

    boolean aiDeactivated() {
        return aiDeactivated;
    }

    Instant claimedUntil() {
        return claimedUntil;
    }

    String errorCode() {
        return errorCode;
    }

    String errorMessage() {
        return PersonalText.read(tenantId, errorMessage);
    }

    Instant sentAt() {
        return sentAt;
    }

    Instant createdAt() {
        return createdAt;
    }
}
