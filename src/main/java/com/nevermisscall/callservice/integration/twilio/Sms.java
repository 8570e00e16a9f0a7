package com.nevermisscall.callservice.integration.twilio;

import java.util.UUID;

/**
 * A text to be sent.
 *
 * @param messageId the stored message's id; the same on each try, so that the customer is texted once
 * @param tenantId  the business that sends
 * @param to        the customer's phone, E.164
 * @param from      the business's phone, E.164
 * @param body      the text
 */
public record Sms(UUID messageId, UUID tenantId, String to, String from, String body) {

    /** Tells neither the phones nor the text. */
    @Override
    public String toString() {
        return "Sms[messageId=" + messageId + ", tenantId=" + tenantId + "]";
    }
}
