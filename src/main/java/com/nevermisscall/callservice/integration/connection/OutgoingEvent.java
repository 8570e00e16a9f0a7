package com.nevermisscall.callservice.integration.connection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A live event in the making: what happened, to whom, in which stream's order it is told, and its data. */
public final class OutgoingEvent {

    private final EventType type;
    private final UUID tenantId;
    private final UUID stream;
    private final Map<String, Object> data = new LinkedHashMap<>();

    private OutgoingEvent(EventType type, UUID tenantId, UUID stream) {
        this.type = type;
        this.tenantId = tenantId;
        this.stream = stream;
    }

    /** An event of a conversation, told in the order of that conversation; its data names the conversation. */
    public static OutgoingEvent ofConversation(EventType type, UUID tenantId, UUID conversationId) {
        return new OutgoingEvent(type, tenantId, conversationId).with("conversationId", conversationId);
    }

    /** An event of a call that belongs to no conversation (yet). */
    public static OutgoingEvent ofCall(EventType type, UUID tenantId, UUID callId) {
        return new OutgoingEvent(type, tenantId, callId);
    }

    /** Adds a field of the event's data; null is told as null. */
    public OutgoingEvent with(String field, Object value) {
        data.put(field, value);
        return this;
    }

    EventType type() {
        return type;
    }

    UUID tenantId() {
        return tenantId;
    }

    UUID stream() {
        return stream;
    }

    Map<String, Object> data() {
        return Collections.unmodifiableMap(data);
    }
}
