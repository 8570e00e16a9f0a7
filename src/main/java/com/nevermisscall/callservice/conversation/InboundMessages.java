package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.conversation.ConversationRepository.Glimpse;
import com.nevermisscall.callservice.durable.ConflictRetry;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import com.nevermisscall.callservice.integration.tenant.Tenants;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.LogContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;

/**
 * Takes in customers' texts. The tenant is looked up first; then one transaction stores the text with all that follows
 * from it; then what had to fall silent is awaited.
 */
@Service
class InboundMessages {

    private final ConversationRepository conversations;
    private final ConversationOpening opening;
    private final MessageIntake intake;
    private final Tenants tenants;
    private final InFlight inFlight;
    private final ConflictRetry retry;

    InboundMessages(
            ConversationRepository conversations,
            ConversationOpening opening,
            MessageIntake intake,
            Tenants tenants,
            InFlight inFlight,
            ConflictRetry retry) {
        this.conversations = conversations;
        this.opening = opening;
        this.intake = intake;
        this.tenants = tenants;
        this.inFlight = inFlight;
        this.retry = retry;
    }

    /**
     * Takes in a text into a known conversation, once for every message SID.
     *
     * @throws ApiException {@code CONVERSATION_NOT_FOUND}, {@code MESSAGE_LIMIT_EXCEEDED}, or {@code VALIDATION_ERROR}
     *     for phones that are not the conversation's
     */
    InboundMessageResponse receive(UUID conversationId, InboundMessageRequest text) {
        Glimpse named = conversations.glimpse(conversationId).orElseThrow(ConversationFailures::notFound);
        LogContext.tenant(named.getTenantId());
        LogContext.conversation(conversationId);
        TenantProfile profile = tenants.require(named.getTenantId());
        return take(silenced -> intake.take(named, text, profile, silenced));
    }

    /**
     * Takes in a text of which only phones and tenant are known: into the active, else the latest conversation of that
     * customer with that business phone, or into a new one with a lead.
     */
    InboundMessageResponse receive(IncomingTextRequest text) {
        if (!PhoneNumbers.canBeTexted(text.from())) {
            throw ApiException.invalid("from", "is not a possible phone number");
        }
        LogContext.tenant(text.tenantId());
        TenantProfile profile = tenants.require(text.tenantId());
        return take(silenced -> intake.take(find(text).orElseGet(() -> open(text)), text.message(), profile, silenced));
    }

    private Optional<Glimpse> find(IncomingTextRequest text) {
        return conversations.activeElseLatest(text.tenantId(), text.to(), text.from(), Limit.of(1)).stream()
                .findFirst();
    }

    private Glimpse open(IncomingTextRequest text) {
        UUID opened = opening.byText(text.tenantId(), text.to(), text.from(), text.body());
        return conversations.glimpse(opened).orElseThrow();
    }

    private InboundMessageResponse take(Intake work) {
        List<UUID> silenced = new ArrayList<>();
        InboundMessageResponse response = retry.inTransaction(() -> {
            silenced.clear();
            return work.store(silenced);
        });
        LogContext.conversation(response.conversationId());
        inFlight.await(silenced);
        return response;
    }

    /** Stores a text, and lists the texts that are being sent although they had to fall silent. */
    @FunctionalInterface
    private interface Intake {
        InboundMessageResponse store(List<UUID> silenced);
    }
}
