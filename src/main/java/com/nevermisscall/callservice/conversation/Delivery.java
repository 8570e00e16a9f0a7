package com.nevermisscall.callservice.conversation;

import java.time.Instant;

/**
 * How a text to a customer stands after a try.
 *
 * @param status    queued, sent or failed
 * @param messageSid Twilio's id once sent, else null; null too when twilio-server's was unusable
 * @param sentAt    when twilio-server accepted it, else null
 * @param errorCode why it failed, else null
 * @param errorMessage twilio-server's words on it, or null
 * @param nextTry   when it is tried again, null unless queued
 */
public record Delivery(
        MessageStatus status,
        String messageSid,
        Instant sentAt,
        String errorCode,
        String errorMessage,
        Instant nextTry) {

    static Delivery sent(String messageSid, Instant at) {
        return new Delivery(MessageStatus.SENT, messageSid, at, null, null, null);
    }

    static Delivery failed(String code, String message) {
        return new Delivery(MessageStatus.FAILED, null, null, code, message, null);
    }

    static Delivery queued(Instant nextTry) {
        return new Delivery(MessageStatus.QUEUED, null, null, null, null, nextTry);
    }

    /** As a stored message says. */
    static Delivery of(Message message) {
        return new Delivery(
                message.status(),
                message.messageSid(),
                message.sentAt(),
                message.errorCode(),
                message.errorMessage(),
                message.claimedUntil());
    }
}
