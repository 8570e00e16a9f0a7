package com.nevermisscall.callservice.conversation;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.nevermisscall.callservice.web.PhoneNumber;
import com.nevermisscall.callservice.web.SanitizedText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;

/** A customer's text of which only the two phones and the tenant are known. */
record IncomingTextRequest(
        @JsonAlias({"MessageSid", "SmsSid"})
        @NotNull
        @Pattern(regexp = InboundMessageRequest.MESSAGE_SID, message = InboundMessageRequest.BAD_SID)
        String messageSid,

        @NotNull UUID tenantId,
        @JsonAlias("From") @NotNull @PhoneNumber String from,
        @JsonAlias("To") @NotNull @PhoneNumber String to,

        @JsonAlias("Body") @SanitizedText @NotNull @Size(min = 1, max = 1600)
        String body,

        Instant timestamp) {

    InboundMessageRequest message() {
        return new InboundMessageRequest(messageSid, from, to, body, timestamp);
    }

    /** Without phones and text, which no log may tell. */
    @Override
    public String toString() {
        return "IncomingTextRequest[" + messageSid + "]";
    }
}
