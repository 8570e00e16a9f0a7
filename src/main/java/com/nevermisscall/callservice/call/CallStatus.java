package com.nevermisscall.callservice.call;

import com.nevermisscall.callservice.web.WireEnum;
import java.util.Locale;

/**
 * Where a call is in its life, earliest first; it only ever moves on. Missed is last: "nobody answered" stands even when
 * Twilio reports the caller's own leg as completed, before or after.
 */
enum CallStatus implements WireEnum {
    RINGING,
    IN_PROGRESS,
    COMPLETED,
    /** Of the contract; a call that fails counts as missed, so the service itself sets this no more. */
    FAILED,
    MISSED;

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
