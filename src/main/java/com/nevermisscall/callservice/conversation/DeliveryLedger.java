package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.durable.Backoff;
import com.nevermisscall.callservice.durable.DurableTasks;
import com.nevermisscall.callservice.integration.connection.EventOutbox;
import com.nevermisscall.callservice.integration.connection.EventType;
import com.nevermisscall.callservice.integration.connection.OutgoingEvent;
import com.nevermisscall.callservice.integration.twilio.SmsResult;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what came of a try to send a text: the end of it, or when to try again. */
@Service
class DeliveryLedger {

    /** Twilio: the recipient has opted out by STOP. */
    private static final String OPTED_OUT_AT_CARRIER = "21610";

    private final DeliveryRepository deliveries;
    private final ConversationRepository conversations;
    private final OptOuts optOuts;
    private final LostAnswers lostAnswers;
    private final DurableTasks tasks;
    private final EventOutbox outbox;
    private final TextMeters meters;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DeliveryLedger(
            DeliveryRepository deliveries,
            ConversationRepository conversations,
            OptOuts optOuts,
            LostAnswers lostAnswers,
            DurableTasks tasks,
            EventOutbox outbox,
            TextMeters meters,
            Clock clock,
            PlatformTransactionManager transactionManager) {
        this.deliveries = deliveries;
        this.conversations = conversations;
        this.optOuts = optOuts;
        this.lostAnswers = lostAnswers;
        this.tasks = tasks;
        this.outbox = outbox;
        this.meters = meters;
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
            succeed(text, end);
            return end;
        } catch (DataIntegrityViolationException e) {
            // twilio-server gave an id that another message has: the text is out all the same, without an id of its
            // own.
            Delivery withoutId = Delivery.sent(null, end.sentAt());
            succeed(text, withoutId);
            return withoutId;
        }
    }

    private Delivery refused(OutgoingText text, SmsResult.Refused refused) {
        Delivery end = Delivery.failed(refused.code(), refused.message());
        return transaction.execute(status -> {
            if (OPTED_OUT_AT_CARRIER.equals(refused.code())) {
                optOuts.carrierRefused(text.sms().tenantId(), text.sms().to());
            }
            return fail(text, () -> deliveries.settle(text.sms().tenantId(), text.messageId(), end));
        });
    }

    private Delivery unavailable(OutgoingText text, SmsResult.Unavailable unavailable) {
        UUID messageId = text.messageId();
        Instant now = clock.instant();
        Instant pauseEnds = now.plus(Backoff.after(text.attempt() - 1));
        Instant notBefore = unavailable.retryAfter() == null ? null : now.plus(unavailable.retryAfter());
        Instant nextTry = notBefore == null || notBefore.isBefore(pauseEnds) ? pauseEnds : notBefore;
        return transaction.execute(status -> {
            if (deliveries.release(messageId, nextTry, notBefore)) {
                tasks.scheduleIfAbsent(text.sms().tenantId(), SmsDelivery.TASK, messageId.toString(), nextTry);
                return Delivery.queued(nextTry);
            }
            return fail(text, () -> deliveries.expire(text.sms().tenantId(), messageId, unavailable.reason()));
        });
    }

    /** Gives up on a text whose time ended while nobody was there to try it. */
    void expire(UUID messageId) {
        transaction.executeWithoutResult(status -> deliveries
                .find(messageId)
                .ifPresent(text ->
                        fail(text, () -> deliveries.expire(text.sms().tenantId(), messageId, "not tried in time"))));
    }

    /** Ends a text as failed; a customer whom it was to answer may have to wait for an answer again. */
    private Delivery fail(OutgoingText text, Supplier<Optional<DeliveryRepository.Settled>> end) {
        Optional<Conversation> conversation =
                text.answersCustomer() ? conversations.lock(text.conversationId()) : Optional.empty();
        return end.get()
                .map(settled -> {
                    outbox.tell(of(EventType.MESSAGE_FAILED, text, settled)
                            .with("errorCode", settled.errorCode())
                            .with("errorMessage", settled.errorMessage()));
                    meters.failed(settled.sender(), settled.errorCode());
                    conversation.ifPresent(waiting -> lostAnswers.callForHuman(waiting, text.messageId()));
                    return Delivery.failed(settled.errorCode(), settled.errorMessage());
                })
                .orElseGet(() -> Delivery.failed("SUPERSEDED", null));
    }

    private void succeed(OutgoingText text, Delivery end) {
        transaction.executeWithoutResult(status -> deliveries
                .settle(text.sms().tenantId(), text.messageId(), end)
                .ifPresent(settled -> {
                    outbox.tell(of(EventType.MESSAGE_SENT, text, settled)
                            .with("body", settled.body())
                            .with("sender", settled.sender())
                            .with("messageSid", end.messageSid()));
                    meters.sent(settled, end.sentAt());
                }));
    }

    private static OutgoingEvent of(EventType type, OutgoingText text, DeliveryRepository.Settled settled) {
        return OutgoingEvent.ofConversation(type, settled.tenantId(), settled.conversationId())
                .with("messageId", text.messageId());
    }
}
