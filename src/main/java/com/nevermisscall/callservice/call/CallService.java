package com.nevermisscall.callservice.call;

import com.nevermisscall.callservice.conversation.Delivery;
import com.nevermisscall.callservice.conversation.MessageStatus;
import com.nevermisscall.callservice.conversation.SmsDelivery;
import com.nevermisscall.callservice.durable.ConflictRetry;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import com.nevermisscall.callservice.integration.tenant.Tenants;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.LogContext;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Handles the webhooks of calls: the tenant is known or looked up, one transaction stores everything, and only then is
 * the greeting sent. However often and in whatever order they come, a call is stored once and greeted once.
 */
@Service
class CallService {

    private final CallRepository calls;
    private final CallIntake intake;
    private final SmsDelivery sms;
    private final Tenants tenants;
    private final ConflictRetry retry;

    CallService(CallRepository calls, CallIntake intake, SmsDelivery sms, Tenants tenants, ConflictRetry retry) {
        this.calls = calls;
        this.intake = intake;
        this.sms = sms;
        this.tenants = tenants;
        this.retry = retry;
    }

    /** A call comes in, or its status changes; one that is reported unanswered is handled as missed at once. */
    CallSummary incoming(IncomingCallRequest request) {
        requireTextableBusiness(request.to());
        LogContext.tenant(request.tenantId());
        TenantProfile profile = tenants.require(request.tenantId());
        CallIntake.Taken taken = retry.inTransaction(() -> intake.incoming(request, profile));
        name(taken);
        if (taken.greeting() != null) {
            sms.deliver(taken.greeting());
        }
        return taken.summary();
    }

    /**
     * A call was missed (or answered after all).
     *
     * @throws ApiException {@code CALL_NOT_FOUND} when the call is not known and the request does not tell enough
     */
    MissedCallResponse missed(MissedCallRequest request) {
        if (request.to() != null) {
            requireTextableBusiness(request.to());
        }
        CallIntake.Taken taken = missedInStride(request).orElseGet(() -> missedWithCare(request));
        name(taken);
        MessageStatus greeting = greetingAfter(taken);
        return new MissedCallResponse(
                taken.summary().id(),
                taken.summary().status(),
                greeting == MessageStatus.SENT || greeting == MessageStatus.QUEUED,
                taken.conversationId(),
                taken.leadId(),
                greeting == MessageStatus.SENT);
    }

    private Optional<CallIntake.Taken> missedInStride(MissedCallRequest request) {
        return retry.inTransaction(() -> intake.missedInStride(request));
    }

    /** Where call or tenant is not known yet: whose it is comes first, since nobody is asked within a transaction. */
    private CallIntake.Taken missedWithCare(MissedCallRequest request) {
        UUID tenantId = tenantOf(request);
        LogContext.tenant(tenantId);
        TenantProfile profile = tenants.require(tenantId);
        return retry.inTransaction(() -> intake.missed(request, profile));
    }

    private static void name(CallIntake.Taken taken) {
        LogContext.call(taken.summary().id());
        if (taken.conversationId() != null) {
            LogContext.conversation(taken.conversationId());
        }
    }

    private UUID tenantOf(MissedCallRequest request) {
        return calls.tenantOfSid(request.callSid()).orElseGet(() -> {
            if (!request.namesTheCall()) {
                throw CallIntake.unknown();
            }
            return request.tenantId();
        });
    }

    /** How the greeting stands: after the try that is due now, or as an earlier delivery of this webhook left it. */
    private MessageStatus greetingAfter(CallIntake.Taken taken) {
        if (taken.greeting() != null) {
            Delivery delivery = sms.deliver(taken.greeting());
            return delivery.status();
        }
        return taken.greetingId() == null
                ? null
                : sms.outcomeOf(taken.greetingId()).status();
    }

    private static void requireTextableBusiness(String to) {
        if (!Caller.canBeTexted(to)) {
            throw ApiException.invalid("to", "is not a possible phone number");
        }
    }
}
