package com.nevermisscall.callservice.conversation;

import java.util.UUID;

/** A text to a customer before it is stored: what, by whom, what for, and for a human's reply what was asked. */
public record Draft(
        MessageKind kind,
        Sender sender,
        String body,
        UUID userId,
        String idempotencyKey,
        boolean takeOver,
        boolean aiDeactivated) {

    /** Whether the customer counts as answered by it, though no human wrote it. */
    boolean answersCustomer() {
        return sender == Sender.AI || kind == MessageKind.DECLINE;
    }

    /** What the AI answers; at most 1600 characters. */
    public static Draft ofAi(String body) {
        return new Draft(MessageKind.TEXT, Sender.AI, body, null, null, false, false);
    }

    /** What the service itself says; at most 1600 characters. */
    public static Draft ofSystem(MessageKind kind, String body) {
        return new Draft(kind, Sender.SYSTEM, body, null, null, false, false);
    }

    /** What a human replies; the key may be null. */
    static Draft ofHuman(String body, UUID userId, String idempotencyKey, boolean takeOver, boolean aiDeactivated) {
        return new Draft(MessageKind.TEXT, Sender.HUMAN, body, userId, idempotencyKey, takeOver, aiDeactivated);
    }
}
