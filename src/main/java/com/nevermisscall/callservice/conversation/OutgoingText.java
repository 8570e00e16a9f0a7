package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.integration.twilio.Sms;
import java.time.Instant;
import java.util.UUID;

/**
 * A text that is stored and claimed: whoever holds this may try to send it until the claim ends.
 *
 * @param answersCustomer whether the customer counts as answered by it, though no human wrote it: if it never goes out,
 *                        the customer still waits
 * @param attempt         which try this is, from 1
 */
public record OutgoingText(Sms sms, UUID conversationId, boolean answersCustomer, int attempt, Instant claimedUntil) {

    /** The stored message; it is the idempotency key of every try. */
    public UUID messageId() {
        return sms.messageId();
    }
}
