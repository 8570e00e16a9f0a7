package com.nevermisscall.callservice.call;

import com.nevermisscall.callservice.web.WireEnum;
import java.util.Locale;

/** Twilio's call statuses, as webhooks report them. */
enum ReportedStatus implements WireEnum {
    QUEUED(CallStatus.RINGING),
    INITIATED(CallStatus.RINGING),
    RINGING(CallStatus.RINGING),
    IN_PROGRESS(CallStatus.IN_PROGRESS),
    COMPLETED(CallStatus.COMPLETED),
    BUSY(CallStatus.MISSED),
    FAILED(CallStatus.MISSED),
    NO_ANSWER(CallStatus.MISSED),
    CANCELED(CallStatus.MISSED);

    private final CallStatus meaning;

    ReportedStatus(CallStatus meaning) {
        this.meaning = meaning;
    }

    /** What it means for the call. */
    CallStatus meaning() {
        return meaning;
    }

    /** Whether somebody answered. */
    boolean answered() {
        return this == IN_PROGRESS || this == COMPLETED;
    }

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
