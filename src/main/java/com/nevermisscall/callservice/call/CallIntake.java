package com.nevermisscall.callservice.call;

import com.nevermisscall.callservice.config.Ids;
import com.nevermisscall.callservice.conversation.ConversationOpening;
import com.nevermisscall.callservice.conversation.OutgoingText;
import com.nevermisscall.callservice.integration.connection.EventOutbox;
import com.nevermisscall.callservice.integration.connection.EventType;
import com.nevermisscall.callservice.integration.connection.OutgoingEvent;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import com.nevermisscall.callservice.integration.tenant.Tenants;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ErrorCode;
import com.nevermisscall.callservice.web.LogContext;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores what webhooks report of a call, once, and what a missed one leads to, within the caller's transaction. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class CallIntake {

    private final CallRepository calls;
    private final ConversationOpening opening;
    private final Tenants tenants;
    private final EventOutbox outbox;
    private final CallMeters meters;
    private final Clock clock;

    CallIntake(
            CallRepository calls,
            ConversationOpening opening,
            Tenants tenants,
            EventOutbox outbox,
            CallMeters meters,
            Clock clock) {
        this.calls = calls;
        this.opening = opening;
        this.tenants = tenants;
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
    }

    /** A call comes in, or its status changes. */
    Taken incoming(IncomingCallRequest request, TenantProfile profile) {
        CallStatus reported = request.callStatus().meaning();
        Call call = reported == CallStatus.MISSED
                ? calls.lockWithCustomer(request.callSid()).orElseGet(() -> createWithCustomer(request))
                : calls.lock(request.callSid()).orElseGet(() -> create(request));
        requireTenant(call, request.tenantId());
        return moveOn(call, reported, profile);
    }

    /**
     * A call has ended without an answer, or with one after all.
     *
     * @throws ApiException {@code CALL_NOT_FOUND} when the call is not known and the request does not tell enough
     */
    Taken missed(MissedCallRequest request, TenantProfile profile) {
        Call call = calls.lockWithCustomer(request.callSid()).orElseGet(() -> create(request));
        return missed(call, request, profile);
    }

    /** The same of a call that is known, and so is its tenant; else empty, and nothing is stored. */
    Optional<Taken> missedInStride(MissedCallRequest request) {
        return calls.lockWithCustomer(request.callSid()).flatMap(call -> {
            LogContext.tenant(call.tenantId());
            return tenants.known(call.tenantId()).map(profile -> missed(call, request, profile));
        });
    }

    private Taken missed(Call call, MissedCallRequest request, TenantProfile profile) {
        requireTenant(call, request.tenantId());
        call.ended(request.endTime(), request.callDuration());
        CallStatus reported =
                request.callStatus().answered() ? request.callStatus().meaning() : CallStatus.MISSED;
        return moveOn(call, reported, profile);
    }

    private Call create(MissedCallRequest request) {
        if (!request.namesTheCall()) {
            throw unknown();
        }
        return createWithCustomer(request.call());
    }

    /** As {@link CallRepository#lockWithCustomer} would have locked it: the customer, then the call. */
    private Call createWithCustomer(IncomingCallRequest request) {
        Caller.number(request.from()).ifPresent(phone -> opening.lockCustomer(request.tenantId(), phone));
        return create(request);
    }

    private Call create(IncomingCallRequest request) {
        Call call = calls.save(new Call(Ids.next(), request, clock.instant()));
        outbox.tell(OutgoingEvent.ofCall(EventType.CALL_INCOMING, call.tenantId(), call.getId())
                .with("callId", call.getId())
                .with("callSid", call.callSid())
                .with("customerPhone", call.customerPhone())
                .with("status", request.callStatus().meaning()));
        return call;
    }

    private static void requireTenant(Call call, UUID tenantId) {
        if (tenantId != null && !tenantId.equals(call.tenantId())) {
            throw ApiException.invalid("tenantId", "is not the tenant of this call");
        }
    }

    private Taken moveOn(Call call, CallStatus reported, TenantProfile profile) {
        boolean moved = call.moveOn(reported, clock.instant());
        if (!moved || !call.isMissed()) {
            return Taken.of(call, null);
        }
        ConversationOpening.Opened opened = null;
        if (call.hasSomebodyToText()) {
            opened = opening.byMissedCall(
                    call.tenantId(), call.businessPhone(), call.customerPhone(), call.getId(), Greeting.of(profile));
            OutgoingText greeting = opened.greeting();
            call.ledTo(
                    opened.conversationId(),
                    opened.leadId(),
                    opened.opened(),
                    greeting == null ? null : greeting.messageId());
        }
        tellMissed(call);
        meters.missed(opened);
        return Taken.of(call, opened == null ? null : opened.greeting());
    }

    private void tellMissed(Call call) {
        OutgoingEvent event = call.conversationId() == null
                ? OutgoingEvent.ofCall(EventType.CALL_MISSED, call.tenantId(), call.getId())
                        .with("conversationId", null)
                : OutgoingEvent.ofConversation(EventType.CALL_MISSED, call.tenantId(), call.conversationId());
        outbox.tell(event.with("callId", call.getId())
                .with("leadId", call.leadId())
                .with("customerPhone", call.customerPhone())
                .with("autoResponseSent", false));
    }

    static ApiException unknown() {
        return new ApiException(ErrorCode.CALL_NOT_FOUND, "There is no such call");
    }

    /**
     * A call as it is stored now.
     *
     * @param greeting the text to send after the commit, or null
     */
    record Taken(CallSummary summary, UUID conversationId, UUID leadId, UUID greetingId, OutgoingText greeting) {

        static Taken of(Call call, OutgoingText greeting) {
            return new Taken(CallSummary.from(call), call.conversationId(), call.leadId(), call.greetingId(), greeting);
        }
    }
}
