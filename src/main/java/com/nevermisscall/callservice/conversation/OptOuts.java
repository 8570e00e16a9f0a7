package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.integration.connection.EventOutbox;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ErrorCode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who wants no texts, and what ends with that ({@code design.md}, Opt-out). All within the caller's transaction. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class OptOuts {

    private final OptOutRepository optOuts;
    private final ConversationRepository conversations;
    private final LockedConversations locked;
    private final Overtaking overtaking;
    private final Countdowns countdowns;
    private final EventOutbox outbox;
    private final ConversationMeters meters;
    private final Clock clock;

    OptOuts(
            OptOutRepository optOuts,
            ConversationRepository conversations,
            LockedConversations locked,
            Overtaking overtaking,
            Countdowns countdowns,
            EventOutbox outbox,
            ConversationMeters meters,
            Clock clock) {
        this.optOuts = optOuts;
        this.conversations = conversations;
        this.locked = locked;
        this.overtaking = overtaking;
        this.countdowns = countdowns;
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
    }

    /** Whether the customer has opted out of this tenant's texts. */
    public boolean contains(UUID tenantId, String customerPhone) {
        return optOuts.contains(tenantId, customerPhone);
    }

    /** The customer wrote STOP: ends countdown, AI and queued texts in all conversations with this tenant. */
    Stopped stop(UUID tenantId, String customerPhone) {
        return end(tenantId, customerPhone, OptOutSource.CUSTOMER);
    }

    /** The texts that were being sent when the customer wrote STOP, and still are: who repeats STOP awaits them too. */
    List<UUID> stillGoingOut(UUID tenantId, String customerPhone) {
        return overtaking.stillGoingOut(conversations.idsOfCustomer(tenantId, customerPhone));
    }

    /** The carrier refused a text because the customer has opted out there. */
    void carrierRefused(UUID tenantId, String customerPhone) {
        locked.lockCustomer(tenantId, customerPhone);
        end(tenantId, customerPhone, OptOutSource.CARRIER);
    }

    /** The customer wants texts again. */
    void start(UUID tenantId, String customerPhone) {
        optOuts.remove(tenantId, customerPhone, clock.instant());
    }

    /** The failure that answers for whoever wants to text a customer who has opted out. */
    public static ApiException refused() {
        return new ApiException(ErrorCode.RECIPIENT_OPTED_OUT, "The customer has opted out of text messages");
    }

    private Stopped end(UUID tenantId, String customerPhone, OptOutSource source) {
        Instant now = clock.instant();
        for (Conversation conversation : conversations.lockAllActive(tenantId, customerPhone)) {
            boolean aiWasActive = conversation.aiActive();
            countdowns.stopWith(conversation, conversation::optedOut);
            if (aiWasActive) {
                outbox.tell(ConversationEvents.aiDeactivated(conversation, now, null));
            }
        }
        boolean news = optOuts.add(tenantId, customerPhone, source, now);
        if (news) {
            meters.optedOut(source);
        }
        List<UUID> all = conversations.idsOfCustomer(tenantId, customerPhone);
        return new Stopped(news, overtaking.everything(all, ErrorCode.RECIPIENT_OPTED_OUT.name()));
    }

    /** What an opt-out ended: whether it was news, and the texts that were being sent at that moment. */
    record Stopped(boolean news, List<UUID> inFlight) {}
}
