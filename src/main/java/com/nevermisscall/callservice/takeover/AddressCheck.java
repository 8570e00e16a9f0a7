package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.conversation.Conversations;
import com.nevermisscall.callservice.conversation.CustomerTexted;
import com.nevermisscall.callservice.durable.DurableTasks;
import com.nevermisscall.callservice.durable.TenantWorkers;
import com.nevermisscall.callservice.integration.tenant.ServiceArea;
import com.nevermisscall.callservice.integration.tenant.TenantDirectory;
import com.nevermisscall.callservice.lead.LeadArea;
import com.nevermisscall.callservice.lead.LeadService;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks a customer's address with ts-tenant-service and keeps the result on the lead; never while a webhook waits. */
@Service
class AddressCheck {

    static final String TASK = "check-address";

    private final Conversations conversations;
    private final LeadService leads;
    private final TenantDirectory tenants;
    private final DurableTasks slowTasks;
    private final TenantWorkers workers;
    private final Clock clock;
    private final TransactionTemplate transaction;

    AddressCheck(
            Conversations conversations,
            LeadService leads,
            TenantDirectory tenants,
            @Qualifier("slowDurableTasks") DurableTasks slowTasks,
            TenantWorkers workers,
            Clock clock,
            PlatformTransactionManager transactionManager) {
        this.conversations = conversations;
        this.leads = leads;
        this.tenants = tenants;
        this.slowTasks = slowTasks;
        this.workers = workers;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactionManager);
    }

    /** Keeps an address that stands in a text, and owes its check. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void find(CustomerTexted texted) {
        AddressFinder.in(texted.body()).ifPresent(address -> {
            leads.noteAddress(texted.conversationId(), address);
            slowTasks.schedule(
                    texted.tenantId(), TASK, texted.conversationId() + "/" + texted.messageId(), clock.instant());
        });
    }

    /** Checks the address of the conversation that the task names, if nobody has yet. */
    Optional<Instant> check(String instance) {
        UUID conversationId = UUID.fromString(instance.substring(0, instance.indexOf('/')));
        return conversations
                .tenantOf(conversationId)
                .flatMap(tenantId -> workers.hold(tenantId, () -> {
                    checked(tenantId, conversationId, leads.areaOf(conversationId));
                    return Optional.empty();
                }));
    }

    /** The area with its address checked, now if need be; the result is on the lead then. Not within a transaction. */
    LeadArea checked(UUID tenantId, UUID conversationId, LeadArea area) {
        if (!area.isUnchecked()) {
            return area;
        }
        ServiceArea result = tenants.checkAddress(tenantId, area.address());
        transaction.executeWithoutResult(status -> conversations
                .lockUnlessErased(conversationId)
                .ifPresent(locked -> leads.areaChecked(
                        locked.getId(), area.address(), result.valid(), result.reason(), result.addressValidated())));
        return new LeadArea(area.address(), result.valid(), result.reason());
    }
}
