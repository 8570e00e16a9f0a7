package com.nevermisscall.callservice.call;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.nevermisscall.callservice.web.PhoneNumber;
import com.nevermisscall.callservice.web.SanitizedText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;

/** A call that comes in or changes its status, in our spelling or Twilio's. */
record IncomingCallRequest(
        @JsonAlias("CallSid") @NotNull @Pattern(regexp = CALL_SID, message = BAD_SID)
        String callSid,

        @JsonAlias("From") @NotNull @CallerNumber String from,
        @JsonAlias("To") @NotNull @PhoneNumber String to,
        @JsonAlias({"TenantId", "tenant_id"}) @NotNull UUID tenantId,
        @JsonAlias("CallStatus") @NotNull ReportedStatus callStatus,

        @JsonAlias("Direction") @SanitizedText @Size(max = 32)
        String direction,

        @JsonAlias("Timestamp") Instant timestamp,

        @JsonAlias("CallerCity") @SanitizedText @Size(max = 100)
        String callerCity,

        @JsonAlias("CallerState") @SanitizedText @Size(max = 100)
        String callerState,

        @JsonAlias("CallerCountry") @SanitizedText @Size(max = 100)
        String callerCountry) {

    static final String CALL_SID = "[A-Za-z0-9]{1,64}";
    static final String BAD_SID = "must be 1 to 64 letters and digits";

    /** Without phones, which no log may tell. */
    @Override
    public String toString() {
        return "IncomingCallRequest[" + callSid + ", " + callStatus + "]";
    }
}
