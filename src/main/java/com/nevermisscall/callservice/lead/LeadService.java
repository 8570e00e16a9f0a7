package com.nevermisscall.callservice.lead;

import com.nevermisscall.callservice.config.Ids;
import com.nevermisscall.callservice.encryption.Vault;
import com.nevermisscall.callservice.integration.connection.EventOutbox;
import com.nevermisscall.callservice.integration.connection.EventType;
import com.nevermisscall.callservice.integration.connection.OutgoingEvent;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ErrorCode;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens leads and keeps them up to date. What the rooms above call joins their transaction, and they hold the lock of
 * the lead's conversation already.
 */
@Service
public class LeadService {

    private final LeadRepository leads;
    private final EventOutbox outbox;
    private final LeadMeters meters;
    private final ApplicationEventPublisher publisher;
    private final Vault vault;
    private final Clock clock;

    LeadService(
            LeadRepository leads,
            EventOutbox outbox,
            LeadMeters meters,
            ApplicationEventPublisher publisher,
            Vault vault,
            Clock clock) {
        this.leads = leads;
        this.outbox = outbox;
        this.meters = meters;
        this.publisher = publisher;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * Opens the one lead of a new conversation and tells of it.
     *
     * @param callId  the missed call, or null when a text opened the conversation
     * @param problem what the customer wrote, or null
     * @return the lead's id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID open(UUID tenantId, UUID conversationId, UUID callId, String customerPhone, String problem) {
        Lead lead = new Lead(Ids.next(), tenantId, conversationId, callId, customerPhone, clock.instant());
        if (problem != null) {
            lead.describeProblem(problem, clock.instant());
        }
        leads.save(lead);
        meters.reached(lead.status());
        outbox.tell(OutgoingEvent.ofConversation(EventType.LEAD_CREATED, tenantId, conversationId)
                .with("leadId", lead.getId())
                .with("customerPhone", customerPhone)
                .with("status", lead.status())
                .with("urgencyLevel", lead.urgency())
                .with("problemDescription", lead.problemDescription()));
        return lead.getId();
    }

    /** The lead of a conversation; every conversation has one. */
    @Transactional(readOnly = true)
    public UUID idOf(UUID conversationId) {
        return leads.idOfConversation(conversationId).orElseThrow();
    }

    /** Where the address of a conversation's lead stands. */
    @Transactional(readOnly = true)
    public LeadArea areaOf(UUID conversationId) {
        return leads.findByConversationId(conversationId).orElseThrow().area();
    }

    /** Keeps the first text of a customer whose call was missed as the description of the problem. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void describeProblem(UUID tenantId, UUID conversationId, String text) {
        leads.describe(conversationId, vault.seal(tenantId, text), clock.instant())
                .ifPresent(lead -> tellUpdated(lead, List.of("problemDescription")));
    }

    /** Keeps an address that the customer wrote; another one than before counts as unchecked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void noteAddress(UUID conversationId, String address) {
        change(conversationId, lead -> lead.noteAddress(address, clock.instant()));
    }

    /** Keeps the result of a service-area check, unless the lead has another address by now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void areaChecked(UUID conversationId, String address, boolean valid, String reason, Boolean validated) {
        change(conversationId, lead -> lead.areaChecked(address, valid, reason, validated, clock.instant()));
    }

    /** Takes over what the AI found out in a turn. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void learn(UUID conversationId, LeadFindings findings) {
        change(conversationId, lead -> lead.learn(findings, clock.instant()));
    }

    private void change(UUID conversationId, Consumer<Lead> change) {
        change(leads.lockByConversation(conversationId).orElseThrow(), change);
    }

    /** Changes a lead that is locked, and tells what that changed, if anything. */
    private void change(Lead lead, Consumer<Lead> change) {
        LeadResponse before = LeadResponse.from(lead);
        change.accept(lead);
        if (lead.status() != before.status()) {
            meters.reached(lead.status());
        }
        List<String> changes = LeadResponse.from(lead).changesSince(before);
        if (!changes.isEmpty()) {
            tellUpdated(lead, changes);
        }
    }

    private void tellUpdated(Lead lead, List<String> changes) {
        outbox.tell(OutgoingEvent.ofConversation(EventType.LEAD_UPDATED, lead.tenantId(), lead.conversationId())
                .with("leadId", lead.getId())
                .with("status", lead.status())
                .with("estimatedValue", lead.estimatedValue())
                .with("updatedFields", changes));
    }

    /**
     * Moves a lead as a person asked; a completed lead completes its conversation.
     *
     * @throws ApiException {@code INVALID_STATUS_TRANSITION} if the lifecycle forbids it, {@code LEAD_NOT_FOUND}
     */
    @Transactional
    LeadStatusResponse move(UUID tenantId, UUID leadId, LeadStatusRequest move) {
        UUID conversationId = leads.conversationOf(leadId, tenantId).orElseThrow(LeadService::notFound);
        leads.lockConversation(conversationId);
        Lead lead = leads.lock(leadId, tenantId).orElseThrow(LeadService::notFound);
        boolean completes = move.status() == LeadStatus.COMPLETED && lead.status() != LeadStatus.COMPLETED;
        change(lead, locked -> locked.moveTo(move.status(), move.notes(), move.estimatedValue(), clock.instant()));
        if (completes) {
            publisher.publishEvent(new LeadCompleted(conversationId));
        }
        return LeadStatusResponse.from(lead);
    }

    static ApiException notFound() {
        return new ApiException(ErrorCode.LEAD_NOT_FOUND, "There is no such lead");
    }
}
