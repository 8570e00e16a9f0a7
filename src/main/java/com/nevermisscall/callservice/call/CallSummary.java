package com.nevermisscall.callservice.call;

import java.util.UUID;

/** What the webhook of an incoming call is answered ({@code api.md}). */
record CallSummary(
        UUID id, String callSid, CallStatus status, UUID tenantId, String customerPhone, String businessPhone) {

    static CallSummary from(Call call) {
        return new CallSummary(
                call.getId(),
                call.callSid(),
                call.status(),
                call.tenantId(),
                call.customerPhone(),
                call.businessPhone());
    }
}
