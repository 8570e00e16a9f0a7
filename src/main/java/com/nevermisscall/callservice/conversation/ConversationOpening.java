package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.config.Ids;
import com.nevermisscall.callservice.lead.LeadService;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens conversations, each with its lead, within the caller's transaction. At most one per customer and business phone
 * is active: a constraint makes the loser of a race fail, and its transaction, run again, joins the winner's.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ConversationOpening {

    private final ConversationRepository conversations;
    private final LeadService leads;
    private final OptOuts optOuts;
    private final AutomaticTexts automaticTexts;
    private final SmsDelivery sms;
    private final Clock clock;

    ConversationOpening(
            ConversationRepository conversations,
            LeadService leads,
            OptOuts optOuts,
            AutomaticTexts automaticTexts,
            SmsDelivery sms,
            Clock clock) {
        this.conversations = conversations;
        this.leads = leads;
        this.optOuts = optOuts;
        this.automaticTexts = automaticTexts;
        this.sms = sms;
        this.clock = clock;
    }

    /**
     * A missed call joins the customer's active conversation, or opens one with a lead and a greeting. A customer who
     * has opted out, or whom the service has texted too often by itself, gets no greeting.
     */
    public Opened byMissedCall(
            UUID tenantId, String businessPhone, String customerPhone, UUID callId, String greeting) {
        conversations.lockCustomer(tenantId, customerPhone);
        Optional<Conversation> active = conversations.lockActive(tenantId, businessPhone, customerPhone);
        if (active.isPresent()) {
            active.get().touch(clock.instant());
            UUID conversationId = active.get().getId();
            return new Opened(conversationId, leads.idOf(conversationId), false, null);
        }
        Conversation conversation = open(tenantId, businessPhone, customerPhone, callId);
        UUID leadId = leads.open(tenantId, conversation.getId(), callId, customerPhone, null);
        boolean mayBeGreeted = !optOuts.contains(tenantId, customerPhone) && automaticTexts.allowOneMore(conversation);
        OutgoingText text =
                mayBeGreeted ? sms.queue(conversation, Draft.ofSystem(MessageKind.GREETING, greeting)) : null;
        return new Opened(conversation.getId(), leadId, true, text);
    }

    /** A customer who never called opens a conversation with a text, and a lead that has no call. */
    UUID byText(UUID tenantId, String businessPhone, String customerPhone, String text) {
        conversations.lockCustomer(tenantId, customerPhone);
        Conversation conversation = open(tenantId, businessPhone, customerPhone, null);
        String problem = Keyword.of(text).isPresent() ? null : text;
        leads.open(tenantId, conversation.getId(), null, customerPhone, problem);
        return conversation.getId();
    }

    private Conversation open(UUID tenantId, String businessPhone, String customerPhone, UUID callId) {
        return conversations.saveAndFlush(
                new Conversation(Ids.next(), tenantId, businessPhone, customerPhone, callId, clock.instant()));
    }

    /**
     * Where a missed call has led.
     *
     * @param opened   whether conversation and lead are new
     * @param greeting the text to send after the commit, or null when there is none
     */
    public record Opened(UUID conversationId, UUID leadId, boolean opened, OutgoingText greeting) {}
}
