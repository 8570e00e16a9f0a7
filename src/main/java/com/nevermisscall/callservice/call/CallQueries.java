package com.nevermisscall.callservice.call;

import com.nevermisscall.callservice.security.ResourceOwner;
import com.nevermisscall.callservice.web.ErrorCode;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the dashboard reads about calls. */
@Service
class CallQueries implements ResourceOwner {

    private static final Sort NEWEST_FIRST =
            Sort.by("createdAt").descending().and(Sort.by("id").descending());

    private final CallRepository calls;

    CallQueries(CallRepository calls) {
        this.calls = calls;
    }

    @Transactional(readOnly = true)
    CallResponse show(UUID tenantId, UUID callId) {
        return calls.findByIdAndTenantId(callId, tenantId)
                .map(CallResponse::from)
                .orElseThrow(CallIntake::unknown);
    }

    @Transactional(readOnly = true)
    CallPage recent(UUID tenantId, CallStatus status, int page, int pageSize) {
        Pageable wanted = PageRequest.of(page - 1, pageSize, NEWEST_FIRST);
        return CallPage.from(
                status == null
                        ? calls.findByTenantId(tenantId, wanted)
                        : calls.findByTenantIdAndStatus(tenantId, status, wanted));
    }

    @Override
    public String pathVariable() {
        return "callId";
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<UUID> tenantOf(UUID id) {
        return calls.tenantOf(id);
    }

    @Override
    public ErrorCode notFound() {
        return ErrorCode.CALL_NOT_FOUND;
    }
}
