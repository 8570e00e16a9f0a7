package com.nevermisscall.callservice.sandbox;

import com.nevermisscall.callservice.web.WireEnum;
import java.time.Duration;

/** How a stand-in behaves. */
enum Mode implements WireEnum {
    /** Answers at once. */
    OK,
    /** Answers late, but within the limits of the contract. */
    SLOW,
    /** Answers 503 and does nothing. */
    FAILING,
    /** Does what it is asked and answers after everybody has given up: the answer is lost, not the work. */
    HANGING,
    /** Answers 400, for good, and does nothing: Twilio's "the carrier cannot deliver", with the fewest consequences. */
    REFUSING(30006, "Switched to refusing"),
    /** Refuses as Twilio does where the customer has texted STOP to it. */
    OPTED_OUT(21610, "The customer has opted out"),
    /** Refuses as Twilio does where there is no such number. */
    INVALID_NUMBER(21211, "The number is not valid");

    private static final Duration LATE = Duration.ofSeconds(1);
    private static final Duration TOO_LATE = Duration.ofSeconds(12);

    private final int code;
    private final String reason;

    Mode() {
        this(0, null);
    }

    Mode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** How long the answer takes. */
    Duration delay() {
        return switch (this) {
            case SLOW -> LATE;
            case HANGING -> TOO_LATE;
            default -> Duration.ZERO;
        };
    }

    /** Twilio's code of a refusal; 0 where nothing is refused. */
    int code() {
        return code;
    }

    /** Why it refuses; null where nothing is refused. */
    String reason() {
        return reason;
    }
}
