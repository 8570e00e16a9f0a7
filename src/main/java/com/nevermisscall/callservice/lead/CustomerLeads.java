package com.nevermisscall.callservice.lead;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** All leads of one customer, for whoever answers for the customer's data. */
@Service
public class CustomerLeads {

    private final LeadRepository leads;

    CustomerLeads(LeadRepository leads) {
        this.leads = leads;
    }

    /** The leads of conversations, oldest first. */
    @Transactional(readOnly = true)
    public List<LeadResponse> of(List<UUID> conversationIds) {
        return leads.findByConversationIdInOrderById(conversationIds).stream()
                .map(LeadResponse::from)
                .toList();
    }
}
