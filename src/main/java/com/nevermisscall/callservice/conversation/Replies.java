package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.durable.ConflictRetry;
import com.nevermisscall.callservice.security.CurrentUser;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Sends what a human replies: one transaction stores it and ends the AI's turn, then an AI text that was on the wire is
 * awaited, then the reply is sent.
 */
@Service
class Replies {

    private final ReplyIntake intake;
    private final SmsDelivery sms;
    private final InFlight inFlight;
    private final ConflictRetry retry;

    Replies(ReplyIntake intake, SmsDelivery sms, InFlight inFlight, ConflictRetry retry) {
        this.intake = intake;
        this.sms = sms;
        this.inFlight = inFlight;
        this.retry = retry;
    }

    /**
     * Sends a reply, once for every idempotency key.
     *
     * @param idempotencyKey the caller's, or null
     * @throws ApiException {@code CONVERSATION_NOT_FOUND}, {@code CONVERSATION_CLOSED}, {@code MESSAGE_LIMIT_EXCEEDED},
     *     {@code RECIPIENT_OPTED_OUT}, {@code IDEMPOTENCY_KEY_REUSED}, or {@code MESSAGE_SEND_FAILED} when twilio-server
     *     refuses it for good
     */
    ReplyResponse reply(UUID conversationId, ReplyRequest reply, String idempotencyKey, CurrentUser user) {
        ReplyIntake.Taken taken = retry.inTransaction(() -> intake.take(conversationId, reply, idempotencyKey, user));
        inFlight.await(taken.silenced());
        Delivery delivery = taken.text() == null ? sms.outcomeOf(taken.messageId()) : sms.deliver(taken.text());
        if (delivery.status() == MessageStatus.FAILED) {
            throw refused(taken.messageId(), delivery);
        }
        return ReplyResponse.from(taken.messageId(), conversationId, taken.aiDeactivated(), delivery);
    }

    private static ApiException refused(UUID messageId, Delivery delivery) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("messageId", messageId);
        details.put("errorCode", delivery.errorCode());
        details.put("errorMessage", delivery.errorMessage());
        return new ApiException(ErrorCode.MESSAGE_SEND_FAILED, "The message could not be sent", details);
    }
}
