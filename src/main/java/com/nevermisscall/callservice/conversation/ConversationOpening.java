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
    private final LockedConversations locked;
    private final LeadService leads;
    private final AutomaticTexts automaticTexts;
    private final SmsDelivery sms;
    private final Clock clock;

    ConversationOpening(
            ConversationRepository conversations,
            LockedConversations locked,
            LeadService leads,
            AutomaticTexts automaticTexts,
            SmsDelivery sms,
            Clock clock) {
        this.conversations = conversations;
        this.leads = leads;
        this.locked = locked;
        this.automaticTexts = automaticTexts;
        this.sms = sms;
        this.clock = clock;
    }

    /**
     * A missed call joins the customer's active conversation, or opens one with a lead and a greeting. A customer who
     * has opted out, or whom the service has texted too often by itself, gets no greeting. The caller holds the
     * {@link CustomerLock}.
     */
    public Opened byMissedCall(
            UUID tenantId, String businessPhone, String customerPhone, UUID callId, String greeting) {
        LockedConversations.Standing standing = locked.standing(tenantId, businessPhone, customerPhone);
        Optional<Conversation> active = Optional.ofNullable(standing.active())
                .flatMap(conversations::lock)
                .filter(Conversation::isActive);
        if (active.isPresent()) {
            active.get().touch(clock.instant());
            return new Opened(active.get().getId(), standing.leadId(), false, null);
        }
        Conversation conversation = make(tenantId, businessPhone, customerPhone, callId);
        OutgoingText text = null;
        if (mayBeGreeted(standing, conversation)) {
            text = sms.queue(conversation, Draft.ofSystem(MessageKind.GREETING, greeting));
        } else {
            conversations.save(conversation);
        }
        UUID leadId = leads.open(tenantId, conversation.getId(), callId, customerPhone, null);
        return new Opened(conversation.getId(), leadId, true, text);
    }

    private boolean mayBeGreeted(LockedConversations.Standing standing, Conversation conversation) {
        return !standing.optedOut() && (!standing.known() || automaticTexts.allowOneMore(conversation));
    }

    /** Waits until nobody else opens a conversation with a customer, or opts the customer out or in. */
    public void lockCustomer(UUID tenantId, String customerPhone) {
        locked.lockCustomer(tenantId, customerPhone);
    }

    /**
     * A customer who never called opens a conversation with a text, and a lead that has no call. The caller holds the
     * {@link CustomerLock}.
     */
    Conversation byText(UUID tenantId, String businessPhone, String customerPhone, String text) {
        Conversation conversation = conversations.save(make(tenantId, businessPhone, customerPhone, null));
        String problem = Keyword.of(text).isPresent() ? null : text;
        leads.open(tenantId, conversation.getId(), null, customerPhone, problem);
        return conversation;
    }

    private Conversation make(UUID tenantId, String businessPhone, String customerPhone, UUID callId) {
        return new Conversation(Ids.next(), tenantId, businessPhone, customerPhone, callId, clock.instant());
    }

    /**
     * Where a missed call has led.
     *
     * @param opened   whether conversation and lead are new
     * @param greeting the text to send after the commit, or null when there is none
     */
    public record Opened(UUID conversationId, UUID leadId, boolean opened, OutgoingText greeting) {}
}
