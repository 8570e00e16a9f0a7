package com.nevermisscall.callservice.call;

import java.time.Instant;
import java.util.UUID;

/** A call as the dashboard sees it ({@code api.md}); duration in whole seconds. */
public record CallResponse(
        UUID id,
        String callSid,
        UUID tenantId,
        String customerPhone,
        String businessPhone,
        String direction,
        CallStatus status,
        Instant startTime,
        Instant endTime,
        Integer duration,
        UUID conversationId,
        UUID leadId,
        boolean leadCreated) {

    static CallResponse from(Call call) {
        return new CallResponse(
                call.getId(),
                call.callSid(),
                call.tenantId(),
                call.customerPhone(),
                call.businessPhone(),
                call.direction(),
                call.status(),
                call.startTime(),
                call.endTime(),
                call.durationSeconds(),
                call.conversationId(),
                call.leadId(),
                call.leadCreated());
    }
}
