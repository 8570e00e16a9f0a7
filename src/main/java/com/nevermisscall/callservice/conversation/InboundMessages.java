package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.conversation.ConversationRepository.Glimpse;
import com.nevermisscall.callservice.conversation.MessageIntake.Taken;
import com.nevermisscall.callservice.durable.ConflictRetry;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import com.nevermisscall.callservice.integration.tenant.Tenants;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.LogContext;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Takes in customers' texts: one transaction stores a text with all that follows from it, and then what had to fall
 * silent is awaited. A tenant that is not known yet is looked up first, outside of it.
 */
@Service
class InboundMessages {

    private final ConversationRepository conversations;
    private final TextRouting routing;
    private final MessageIntake intake;
    private final Tenants tenants;
    private final InFlight inFlight;
    private final ConflictRetry retry;

    InboundMessages(
            ConversationRepository conversations,
            TextRouting routing,
            MessageIntake intake,
            Tenants tenants,
            InFlight inFlight,
            ConflictRetry retry) {
        this.conversations = conversations;
        this.routing = routing;
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
        LogContext.conversation(conversationId);
        boolean mayEndAll = Keyword.of(text.body()).isPresent();
        Optional<Taken> taken = mayEndAll ? Optional.empty() : takeInStride(conversationId, text);
        return answer(taken.orElseGet(() -> takeWithCare(conversationId, text)));
    }

    /**
     * The usual text, in one transaction that learns from the locked row whose it is: the conversation goes on, and the
     * tenant is known. Otherwise nothing is stored.
     */
    private Optional<Taken> takeInStride(UUID conversationId, InboundMessageRequest text) {
        return retry.inTransaction(() -> routing.underway(conversationId, text).flatMap(locked -> {
            UUID tenantId = locked.conversation().tenantId();
            LogContext.tenant(tenantId);
            return tenants.known(tenantId).map(profile -> intake.take(locked, text, profile));
        }));
    }

    /** Any text: whose it is comes first, since asking for the tenant and waiting for the customer come before the row. */
    private Taken takeWithCare(UUID conversationId, InboundMessageRequest text) {
        Glimpse named = conversations.glimpse(conversationId).orElseThrow(ConversationFailures::notFound);
        LogContext.tenant(named.tenantId());
        TenantProfile profile = tenants.require(named.tenantId());
        return retry.inTransaction(() -> intake.take(routing.named(named, text), text, profile));
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
        return answer(retry.inTransaction(() -> intake.take(routing.ofCustomer(text), text.message(), profile)));
    }

    private InboundMessageResponse answer(Taken taken) {
        LogContext.conversation(taken.response().conversationId());
        inFlight.await(taken.silenced());
        return taken.response();
    }
}
