package com.nevermisscall.callservice.call;

import com.nevermisscall.callservice.audit.AuditedAnswer;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Page;

/** One page of a tenant's calls, newest first. */
record CallPage(List<CallResponse> calls, long total, int page, int pageSize, int totalPages) implements AuditedAnswer {

    @Override
    public List<UUID> subjectIds() {
        return calls.stream().map(CallResponse::id).toList();
    }

    static CallPage from(Page<Call> calls) {
        return new CallPage(
                calls.map(CallResponse::from).getContent(),
                calls.getTotalElements(),
                calls.getNumber() + 1,
                calls.getSize(),
                calls.getTotalPages());
    }
}
