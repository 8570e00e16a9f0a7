package com.nevermisscall.callservice.call;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.nevermisscall.callservice.web.PhoneNumber;
import com.nevermisscall.callservice.web.SanitizedText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;

/**
 * A call that ended, mostly unanswered. Phones and tenant come along so that it can overtake the call's own webhook;
 * without them the call must be known.
 *
 * @param callDuration whole seconds, or null
 */
record MissedCallRequest(
        @JsonAlias("CallSid")
        @NotNull
        @Pattern(regexp = IncomingCallRequest.CALL_SID, message = IncomingCallRequest.BAD_SID)
        String callSid,

        @JsonAlias("CallStatus") @NotNull ReportedStatus callStatus,

        @JsonAlias({"CallDuration", "Duration"}) @Min(0) @Max(604800)
        Integer callDuration,

        @JsonAlias("EndTime") Instant endTime,
        @JsonAlias("From") @CallerNumber String from,
        @JsonAlias("To") @PhoneNumber String to,
        @JsonAlias({"TenantId", "tenant_id"}) UUID tenantId,

        @JsonAlias("Direction") @SanitizedText @Size(max = 32)
        String direction,

        @JsonAlias("Timestamp") Instant timestamp,

        @JsonAlias("CallerCity") @SanitizedText @Size(max = 100)
        String callerCity,

        @JsonAlias("CallerState") @SanitizedText @Size(max = 100)
        String callerState,

        @JsonAlias("CallerCountry") @SanitizedText @Size(max = 100)
        String callerCountry) {

    /** Whether it tells enough to store a call that is not known yet. */
    boolean namesTheCall() {
        return from != null && to != null && tenantId != null;
    }

    /** The call as its own webhook would have told of it. */
    IncomingCallRequest call() {
        return new IncomingCallRequest(
                callSid, from, to, tenantId, callStatus, direction, timestamp, callerCity, callerState, callerCountry);
    }

    /** Without phones, which no log may tell. */
    @Override
    public String toString() {
        return "MissedCallRequest[" + callSid + ", " + callStatus + "]";
    }
}
