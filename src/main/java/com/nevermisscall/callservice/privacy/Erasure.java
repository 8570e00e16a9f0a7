package com.nevermisscall.callservice.privacy;

import com.nevermisscall.callservice.audit.AuditTrail;
import com.nevermisscall.callservice.call.CustomerCalls;
import com.nevermisscall.callservice.conversation.Conversations;
import com.nevermisscall.callservice.conversation.CustomerConversations;
import com.nevermisscall.callservice.durable.ConflictRetry;
import com.nevermisscall.callservice.web.ProtocolFailure;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Forgets a customer: calls, conversations with their messages, leads and events that wait to be told. First everything
 * falls silent, as when a conversation is completed, and what is on the wire is awaited; then the rows go, in one
 * transaction. An opt-out stays: it is the proof that the customer must not be texted, and the reason why not.
 */
@Service
class Erasure {

    /** A customer who goes on texting, or a text on the wire, may take a further round; each waits at most 10 s. */
    private static final int ROUNDS = 5;

    private final CustomerCalls calls;
    private final CustomerConversations customers;
    private final Conversations conversations;
    private final ErasureRepository rows;
    private final AuditTrail trail;
    private final ConflictRetry retry;

    Erasure(
            CustomerCalls calls,
            CustomerConversations customers,
            Conversations conversations,
            ErasureRepository rows,
            AuditTrail trail,
            ConflictRetry retry) {
        this.calls = calls;
        this.customers = customers;
        this.conversations = conversations;
        this.rows = rows;
        this.trail = trail;
        this.retry = retry;
    }

    /**
     * Forgets a customer; again, there is nothing left to forget, which is no failure. Not within a transaction.
     *
     * @throws com.nevermisscall.callservice.web.ApiException {@code SERVICE_UNAVAILABLE} when something is still being
     *     sent after five rounds; to be tried again
     */
    ErasureResponse erase(UUID tenantId, String customerPhone) {
        for (int round = 0; round < ROUNDS; round++) {
            Round done = retry.inTransaction(() -> round(tenantId, customerPhone));
            if (done.erased().isPresent()) {
                return done.erased().get();
            }
            conversations.awaitSilence(done.inFlight());
        }
        throw ProtocolFailure.of(503);
    }

    /** In the order of locks: customer, calls, conversations. A round that had to end something erases nothing yet. */
    private Round round(UUID tenantId, String customerPhone) {
        customers.lock(tenantId, customerPhone);
        List<UUID> callIds = calls.lock(tenantId, customerPhone);
        CustomerConversations.Silence silence = customers.silence(tenantId, customerPhone);
        if (!silence.alreadyStill()) {
            trail.concerns(silence.conversationIds());
            return new Round(Optional.empty(), silence.inFlight());
        }
        ErasureRepository.Erased erased = rows.erase(silence.conversationIds(), callIds);
        trail.concerns(erased.all());
        return new Round(
                Optional.of(new ErasureResponse(
                        erased.callIds().size(),
                        erased.conversationIds().size(),
                        erased.messages(),
                        erased.leadIds().size(),
                        customers.optOutOf(tenantId, customerPhone).isPresent())),
                List.of());
    }

    /** What a round has come to: all erased, or texts to be awaited before the next. */
    private record Round(Optional<ErasureResponse> erased, List<UUID> inFlight) {}
}
