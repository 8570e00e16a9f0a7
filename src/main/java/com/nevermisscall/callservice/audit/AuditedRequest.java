package com.nevermisscall.callservice.audit;

import com.nevermisscall.callservice.security.CurrentUser;
import com.nevermisscall.callservice.web.RequestId;
import com.nevermisscall.callservice.web.WireUuid;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.servlet.HandlerMapping;

/** A request of a user that is to stand in the trail, and whether it does. */
class AuditedRequest {

    /** What an address looks like; a proxy that is trusted may still hand on anything. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private final Act act;
    private final CurrentUser user;
    private final String address;
    private final String requestId;
    private List<UUID> subjectIds;
    private boolean written;

    AuditedRequest(Act act, CurrentUser user, HttpServletRequest request) {
        this.act = act;
        this.user = user;
        this.address = ADDRESS.matcher(request.getRemoteAddr()).matches() ? request.getRemoteAddr() : null;
        this.requestId = RequestId.of(request);
        this.subjectIds = namedBy(request);
    }

    /** What the path names, but for the tenant, which every entry has. */
    @SuppressWarnings("unchecked")
    private static List<UUID> namedBy(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables == null
                ? List.of()
                : ((Map<String, String>) variables)
                        .entrySet().stream()
                                .filter(variable -> !variable.getKey().equals("tenantId"))
                                .flatMap(variable -> WireUuid.parse(variable.getValue()).stream())
                                .toList();
    }

    /** It is about these; whatever is written down already is not all, and another entry follows. */
    void concerns(List<UUID> others) {
        subjectIds = List.copyOf(others);
        written = false;
    }

    UUID tenantId() {
        return user.tenantId();
    }

    AuditEntry entry(UUID id, Instant now) {
        return new AuditEntry(id, now, user.userId(), act, subjectIds, address, requestId);
    }

    boolean isWritten() {
        return written;
    }

    void written() {
        written = true;
    }
}
