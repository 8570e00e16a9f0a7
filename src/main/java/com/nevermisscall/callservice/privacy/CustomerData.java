package com.nevermisscall.callservice.privacy;

import com.nevermisscall.callservice.call.CustomerCalls;
import com.nevermisscall.callservice.conversation.ConversationThread;
import com.nevermisscall.callservice.conversation.CustomerConversations;
import com.nevermisscall.callservice.lead.CustomerLeads;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Collects what is stored of one customer. */
@Service
class CustomerData {

    private final CustomerCalls calls;
    private final CustomerConversations conversations;
    private final CustomerLeads leads;
    private final Clock clock;

    CustomerData(CustomerCalls calls, CustomerConversations conversations, CustomerLeads leads, Clock clock) {
        this.calls = calls;
        this.conversations = conversations;
        this.leads = leads;
        this.clock = clock;
    }

    /** Everything as it is at one moment; empty lists where there is nothing. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public CustomerExport export(UUID tenantId, String customerPhone) {
        List<ConversationThread> threads = conversations.of(tenantId, customerPhone);
        List<UUID> ids =
                threads.stream().map(thread -> thread.conversation().id()).toList();
        return new CustomerExport(
                customerPhone,
                clock.instant(),
                conversations.optOutOf(tenantId, customerPhone).orElse(null),
                calls.of(tenantId, customerPhone),
                threads,
                leads.of(ids));
    }
}
