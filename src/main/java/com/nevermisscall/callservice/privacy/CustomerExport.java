package com.nevermisscall.callservice.privacy;

import com.nevermisscall.callservice.audit.AuditedAnswer;
import com.nevermisscall.callservice.call.CallResponse;
import com.nevermisscall.callservice.conversation.ConversationThread;
import com.nevermisscall.callservice.conversation.OptOut;
import com.nevermisscall.callservice.lead.LeadResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * All that is stored of one customer of a tenant, oldest first.
 *
 * @param optOut null for a customer who never opted out
 */
record CustomerExport(
        String customerPhone,
        Instant exportedAt,
        OptOut optOut,
        List<CallResponse> calls,
        List<ConversationThread> conversations,
        List<LeadResponse> leads)
        implements AuditedAnswer {

    @Override
    public List<UUID> subjectIds() {
        return Stream.of(
                        calls.stream().map(CallResponse::id),
                        conversations.stream()
                                .map(thread -> thread.conversation().id()),
                        leads.stream().map(LeadResponse::id))
                .flatMap(ids -> ids)
                .toList();
    }
}
