package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.durable.Backoff;
import com.nevermisscall.callservice.durable.DurableTasks;
import com.nevermisscall.callservice.integration.connection.EventOutbox;
import com.nevermisscall.callservice.integration.connection.EventType;
import com.nevermisscall.callservice.integration.connection.OutgoingEvent;
import com.nevermisscall.callservice.integration.twilio.SmsResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what came of a try to send a text: the end of it, or when to try again. */
@Service
class DeliveryLedger {

    /** Twilio: the recipient has opted out by STOP. */
    private static final String OPTED_OUT_AT_CARRIER = "21610";

    private static final String TOO_LATE = "RETRY_WINDOW_EXCEEDED";

    private final DeliveryRepository deliveries;
    private final OptOuts optOuts;
    private final DurableTasks tasks;
    private final EventOutbox outbox;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DeliveryLedger(
            DeliveryRepository deliveries,
            OptOuts optOuts,
            DurableTasks tasks,
            EventOutbox outbox,
            Clock clock,
            PlatformTransactionManager transactionManager) {
        this.deliveries = deliveries;
        this.optOuts = optOuts;
        this.tasks = tasks;
        this.outbox = outbox;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactionManager);
    }

    /** Writes the result of a try, in one transaction, and says how the text stands now. */
    Delivery enter(OutgoingText text, SmsResult result) {
        if (result instanceof SmsResult.Accepted accepted) {
            return sent(text, accepted.messageSid());
        }
        if (result instanceof SmsResult.Refused refused) {
            return refused(text, refused);
        }
        return unavailable(text, (SmsResult.Unavailable) result);
    }

    private Delivery sent(OutgoingText text, String messageSid) {
        Delivery end = Delivery.sent(messageSid, clock.instant());
        try {
            end(text, end);
            return end;
        } catch (DataIntegrityViolationException e) {
            // twilio-server gave an id that another message has: the text is out all the same, without an id of its
            // own.
            Delivery withoutId = Delivery.sent(null, end.sentAt());
            end(text, withoutId);
            return withoutId;
        }
    }

    private Delivery refused(OutgoingText text, SmsResult.Refused refused) {
        Delivery end = Delivery.failed(refused.code(), refused.message());
        transaction.executeWithoutResult(status -> {
            if (OPTED_OUT_AT_CARRIER.equals(refused.code())) {
                optOuts.carrierRefused(text.sms().tenantId(), text.sms().to());
            }
            settle(text, end);
        });
        return end;
    }

    /** Fails a text that may not be tried any more. */
    Delivery expire(OutgoingText text) {
        Delivery end = Delivery.failed(TOO_LATE, null);
        end(text, end);
        return end;
    }

    private Delivery unavailable(OutgoingText text, SmsResult.Unavailable unavailable) {
        Duration pause = Backoff.after(text.attempt() - 1);
        Duration asked = unavailable.retryAfter();
        Instant nextTry = clock.instant().plus(asked != null && asked.compareTo(pause) > 0 ? asked : pause);
        return transaction.execute(status -> {
            if (deliveries.release(text.sms().messageId(), nextTry)) {
                tasks.reschedule(SmsDelivery.TASK, text.sms().messageId().toString(), nextTry);
                return Delivery.queued(nextTry);
            }
            Delivery end = Delivery.failed(TOO_LATE, unavailable.reason());
            settle(text, end);
            return end;
        });
    }

    private void end(OutgoingText text, Delivery end) {
        transaction.executeWithoutResult(status -> settle(text, end));
    }

    private void settle(OutgoingText text, Delivery end) {
        deliveries.settle(text.sms().messageId(), end).ifPresent(settled -> {
            tasks.withdraw(SmsDelivery.TASK, text.sms().messageId().toString());
            outbox.tell(event(text, end, settled));
        });
    }

    private static OutgoingEvent event(OutgoingText text, Delivery end, DeliveryRepository.Settled settled) {
        EventType type = end.status() == MessageStatus.SENT ? EventType.MESSAGE_SENT : EventType.MESSAGE_FAILED;
        OutgoingEvent event = OutgoingEvent.ofConversation(type, settled.tenantId(), settled.conversationId())
                .with("messageId", text.sms().messageId());
        return end.status() == MessageStatus.SENT
                ? event.with("body", settled.body())
                        .with("sender", settled.sender())
                        .with("messageSid", end.messageSid())
                : event.with("errorCode", end.errorCode()).with("errorMessage", end.errorMessage());
    }
}
