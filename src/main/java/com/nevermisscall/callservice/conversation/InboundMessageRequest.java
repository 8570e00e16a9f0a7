package com.nevermisscall.callservice.conversation;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.nevermisscall.callservice.web.PhoneNumber;
import com.nevermisscall.callservice.web.SanitizedText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** A customer's text into a known conversation; the phones, when given, must be that conversation's. */
record InboundMessageRequest(
        @JsonAlias({"MessageSid", "SmsSid"}) @NotNull @Pattern(regexp = MESSAGE_SID, message = BAD_SID)
        String messageSid,

        @JsonAlias("From") @PhoneNumber String from,
        @JsonAlias("To") @PhoneNumber String to,

        @JsonAlias("Body") @SanitizedText @NotNull @Size(min = 1, max = 1600)
        String body,

        Instant timestamp) {

    static final String MESSAGE_SID = "[A-Za-z0-9]{1,64}";
    static final String BAD_SID = "must be 1 to 64 letters and digits";

    /** Without phones and text, which no log may tell. */
    @Override
    public String toString() {
        return "InboundMessageRequest[" + messageSid + "]";
    }
}
