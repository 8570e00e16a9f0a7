package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.conversation.AutomaticTexts;
import com.nevermisscall.callservice.conversation.Conversation;
import com.nevermisscall.callservice.conversation.ConversationEvents;
import com.nevermisscall.callservice.conversation.Conversations;
import com.nevermisscall.callservice.conversation.Draft;
import com.nevermisscall.callservice.conversation.MessageKind;
import com.nevermisscall.callservice.conversation.OutgoingText;
import com.nevermisscall.callservice.conversation.SmsDelivery;
import com.nevermisscall.callservice.integration.connection.EventOutbox;
import com.nevermisscall.callservice.integration.connection.EventType;
import com.nevermisscall.callservice.integration.connection.OutgoingEvent;
import com.nevermisscall.callservice.integration.dispatch.AiAnswer;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import com.nevermisscall.callservice.lead.LeadFindings;
import com.nevermisscall.callservice.lead.LeadService;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The transactions of the AI's turn. Each locks the conversation and does nothing when the turn has passed: then what
 * the AI said is dropped.
 */
@Service
@Transactional
class AiTurnLedger {

    private final Conversations conversations;
    private final LeadService leads;
    private final AutomaticTexts automaticTexts;
    private final SmsDelivery sms;
    private final AreaDecline areaDecline;
    private final EventOutbox outbox;
    private final AiMeters meters;

    AiTurnLedger(
            Conversations conversations,
            LeadService leads,
            AutomaticTexts automaticTexts,
            SmsDelivery sms,
            AreaDecline areaDecline,
            EventOutbox outbox,
            AiMeters meters) {
        this.conversations = conversations;
        this.leads = leads;
        this.automaticTexts = automaticTexts;
        this.sms = sms;
        this.areaDecline = areaDecline;
        this.outbox = outbox;
        this.meters = meters;
    }

    /** Step 1: what to ask, or empty when the AI's turn has passed. */
    public Optional<OpenTurn> open(TurnId turn) {
        Optional<Conversation> textable = conversations.lockUnlessOptedOut(turn.conversationId());
        if (textable.isEmpty()) {
            meters.ended(AiMeters.Result.NOT_NEEDED);
        }
        return textable.flatMap(conversation -> elseDropped(conversation, turn)).flatMap(conversation -> {
            if (conversations.isFull(conversation)) {
                giveUp(conversation, "message_limit");
                return Optional.empty();
            }
            OpenTurn open = new OpenTurn(
                    conversation.tenantId(),
                    conversation.customerPhone(),
                    conversation.businessPhone(),
                    conversation.aiTakeoverAt(),
                    conversations.latest(conversation.getId(), OpenTurn.MEMORY),
                    leads.areaOf(conversation.getId()));
            if (!open.asksSomething()) {
                conversation.answeredByAi();
                meters.ended(AiMeters.Result.NOT_NEEDED);
                return Optional.empty();
            }
            return mayText(conversation) ? Optional.of(open) : Optional.empty();
        });
    }

    /** Keeps an address that the AI found, so that its check has something to stand on. */
    public void noteAddress(TurnId turn, String address) {
        standing(turn).ifPresent(conversation -> leads.noteAddress(conversation.getId(), address));
    }

    /** Step 3 instead of an answer: the polite decline, once; empty when it was said before or is switched off. */
    public Optional<OutgoingText> decline(TurnId turn, TenantProfile profile) {
        return standing(turn)
                .filter(conversation -> !conversation.areaDeclined())
                .flatMap(conversation -> areaDecline
                        .text(profile)
                        .filter(body -> automaticTexts.allowOneMore(conversation))
                        .map(body -> {
                            conversation.declineArea();
                            conversation.answeredByAi();
                            meters.ended(AiMeters.Result.DECLINED);
                            return sms.queue(conversation, Draft.ofSystem(MessageKind.DECLINE, body));
                        }));
    }

    /** The decline when it is the AI's answer that told the address; what else the AI found out is kept. */
    public Optional<OutgoingText> learnAndDecline(TurnId turn, TenantProfile profile, AiAnswer answer) {
        Optional<OutgoingText> declined = decline(turn, profile);
        declined.ifPresent(
                text -> leads.learn(turn.conversationId(), Findings.of(answer).withoutAppointment()));
        return declined;
    }

    /** Step 3: takes the answer, if the turn still stands; empty when there is nothing to send. */
    public Optional<OutgoingText> answer(TurnId turn, AiAnswer answer) {
        return standingElseDropped(turn).flatMap(conversation -> {
            LeadFindings findings = Findings.of(answer);
            leads.learn(conversation.getId(), findings);
            if (findings.appointmentBooked()) {
                conversation.appointmentScheduled();
            }
            if (answer.message() == null) {
                giveUp(conversation, "no_answer");
                return Optional.empty();
            }
            Findings.attention(answer)
                    .ifPresent(reason -> outbox.tell(ConversationEvents.attentionNeeded(conversation, reason)));
            // Asked before the question too; but a HELP may have been answered while the AI thought.
            if (!mayText(conversation)) {
                return Optional.empty();
            }
            if (findings.outOfArea()) {
                // The AI itself turns the customer away: that is the one decline.
                conversation.declineArea();
            }
            conversation.answeredByAi();
            meters.ended(AiMeters.Result.ANSWERED);
            return Optional.of(sms.queue(conversation, Draft.ofAi(answer.message())));
        });
    }

    /** Step 3 when the AI could not be asked: a human is called for. */
    public void fail(TurnId turn, String reason) {
        standingElseDropped(turn).ifPresent(conversation -> giveUp(conversation, reason));
    }

    private boolean mayText(Conversation conversation) {
        boolean allowed = automaticTexts.allowOneMore(conversation);
        if (!allowed) {
            meters.ended(AiMeters.Result.SILENCED);
        }
        return allowed;
    }

    private Optional<Conversation> standingElseDropped(TurnId turn) {
        return conversations
                .lockUnlessErased(turn.conversationId())
                .flatMap(conversation -> elseDropped(conversation, turn));
    }

    private Optional<Conversation> elseDropped(Conversation conversation, TurnId turn) {
        if (!conversation.awaitsAi(turn.turn())) {
            meters.dropped(conversation);
            return Optional.empty();
        }
        return Optional.of(conversation);
    }

    private Optional<Conversation> standing(TurnId turn) {
        return conversations
                .lockUnlessErased(turn.conversationId())
                .filter(conversation -> conversation.awaitsAi(turn.turn()));
    }

    private void giveUp(Conversation conversation, String reason) {
        conversation.silenceAi();
        meters.ended(AiMeters.Result.FAILED);
        outbox.tell(OutgoingEvent.ofConversation(EventType.AI_FAILED, conversation.tenantId(), conversation.getId())
                .with("reason", reason));
        outbox.tell(ConversationEvents.attentionNeeded(conversation, "ai_failed"));
    }
}
