package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.config.Ids;
import com.nevermisscall.callservice.durable.DurableTasks;
import com.nevermisscall.callservice.integration.twilio.Sms;
import com.nevermisscall.callservice.integration.twilio.SmsResult;
import com.nevermisscall.callservice.integration.twilio.TwilioClient;
import com.nevermisscall.callservice.web.LogContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gets texts to customers. A text commits together with the caller's claim on it; the caller then tries at once, which
 * nearly always ends it. Where that try fails a task goes on, and where the process dies the end of its claim tells
 * {@link OrphanedTexts}. Every try carries the same idempotency key, so that a try whose answer was lost does not text
 * the customer twice.
 */
@Service
public class SmsDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(SmsDelivery.class);

    static final String TASK = "deliver-sms";

    /** Longer than a try can take, so that a claim ends only when its holder is dead or stopped. */
    private static final Duration CLAIM = Duration.ofSeconds(10);

    /**
     * A claim older than this is not used as it is, for it may end during the try: its holder has waited for the AI's
     * text before this one, or was stopped for a while.
     */
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final ConversationRepository conversations;
    private final MessageRepository messages;
    private final DeliveryRepository deliveries;
    private final DeliveryLedger ledger;
    private final InFlight inFlight;
    private final TwilioClient twilio;
    private final DurableTasks tasks;
    private final Clock clock;
    private final Duration retryWindow;

    SmsDelivery(
            ConversationRepository conversations,
            MessageRepository messages,
            DeliveryRepository deliveries,
            DeliveryLedger ledger,
            InFlight inFlight,
            TwilioClient twilio,
            DurableTasks tasks,
            Clock clock,
            ConversationProperties properties) {
        this.conversations = conversations;
        this.messages = messages;
        this.deliveries = deliveries;
        this.ledger = ledger;
        this.inFlight = inFlight;
        this.twilio = twilio;
        this.tasks = tasks;
        this.clock = clock;
        this.retryWindow = Duration.ofMinutes(properties.smsRetryWindowMinutes());
    }

    /**
     * Stores a text as the conversation's newest message, claimed for the caller's own try: it must call
     * {@link #deliver} once the transaction has committed. The caller holds the conversation's lock, or has made it: a
     * new conversation is stored here, so that its first message costs no update.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public OutgoingText queue(Conversation conversation, Draft draft) {
        return store(conversation, draft, clock.instant().plus(CLAIM));
    }

    /** Stores a text as {@link #queue} does, to be sent by a worker right after the commit. */
    @Transactional(propagation = Propagation.MANDATORY)
    void queueForWorker(Conversation conversation, Draft draft) {
        store(conversation, draft, null);
    }

    private OutgoingText store(Conversation conversation, Draft draft, Instant claimedUntil) {
        Instant now = clock.instant();
        Instant retryUntil = now.plus(retryWindow);
        conversation.append(draft.body(), now);
        if (conversation.isNew()) {
            conversations.save(conversation);
        }
        Message message =
                messages.save(Message.outbound(Ids.next(), conversation, draft, claimedUntil, retryUntil, now));
        if (claimedUntil == null) {
            tasks.schedule(conversation.tenantId(), TASK, message.getId().toString(), now);
        }
        Sms sms = new Sms(
                message.getId(),
                conversation.tenantId(),
                conversation.customerPhone(),
                conversation.businessPhone(),
                draft.body());
        return new OutgoingText(sms, conversation.getId(), draft.answersCustomer(), 1, claimedUntil);
    }

    /**
     * Tries a claimed text once, now, and writes down what came of it. A claim that is no longer fresh is renewed first;
     * where that cannot be, the text stays queued. Not within a transaction; at most 5 s.
     */
    public Delivery deliver(OutgoingText text) {
        LogContext.tenant(text.sms().tenantId());
        LogContext.conversation(text.conversationId());
        Optional<OutgoingText> held = isFresh(text) ? Optional.of(text) : renewed(text);
        return held.map(this::attempt).orElseGet(() -> Delivery.queued(text.claimedUntil()));
    }

    private boolean isFresh(OutgoingText text) {
        return !clock.instant().isAfter(text.claimedUntil().minus(CLAIM).plus(FRESH));
    }

    private Optional<OutgoingText> renewed(OutgoingText text) {
        Instant now = clock.instant();
        try {
            return deliveries
                    .renew(text.messageId(), text.claimedUntil(), now, now.plus(CLAIM))
                    .filter(this::isFresh);
        } catch (DataAccessException e) {
            // It is stored, and found when its claim has run out.
            LOG.warn(
                    "The claim on {} could not be renewed: {}",
                    text.messageId(),
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private Delivery attempt(OutgoingText text) {
        SmsResult result = twilio.send(text.sms());
        try {
            return ledger.enter(text, result);
        } catch (DataAccessException | TransactionException e) {
            // The text may be out. The task tries again with the same key, and finds out.
            LOG.warn(
                    "The result of sending {} could not be stored: {}",
                    text.messageId(),
                    e.getClass().getSimpleName());
            return Delivery.queued(text.claimedUntil());
        }
    }

    /**
     * How a text stands that an earlier delivery of the same request has stored: after its try, if one is under way, so
     * that both are answered the same. Not within a transaction.
     */
    public Delivery outcomeOf(UUID messageId) {
        Message message = messages.findById(messageId).orElseThrow(ConversationFailures::notFound);
        if (message.status() == MessageStatus.QUEUED) {
            inFlight.await(List.of(messageId));
            message = messages.findById(messageId).orElseThrow(ConversationFailures::notFound);
        }
        return Delivery.of(message);
    }

    /** Tries a text again whose time has come; says when to look again, or nothing when it has ended. */
    Optional<Instant> retry(String messageId) {
        UUID id = UUID.fromString(messageId);
        Instant now = clock.instant();
        Optional<OutgoingText> claimed = deliveries.claim(id, now, now.plus(CLAIM));
        if (claimed.isPresent()) {
            return Optional.ofNullable(deliver(claimed.get()).nextTry());
        }
        Optional<DeliveryRepository.Waiting> waiting = deliveries.waiting(id, now);
        if (waiting.isPresent()
                && !waiting.get().freeAt().isAfter(now)
                && !waiting.get().retryUntil().isAfter(now)) {
            ledger.expire(id);
            return Optional.empty();
        }
        return waiting.map(DeliveryRepository.Waiting::freeAt);
    }
}
