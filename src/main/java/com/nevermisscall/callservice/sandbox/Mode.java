package com.nevermisscall.callservice.sandbox;

import com.nevermisscall.callservice.web.WireEnum;
import java.time.Duration;

/** How a stand-in behaves. */
enum Mode implements WireEnum {
    /** Answers at once. */
    OK(Duration.ZERO),
    /** Answers late, but within the limits of the contract. */
    SLOW(Duration.ofSeconds(1)),
    /** Answers 503 and does nothing. */
    FAILING(Duration.ZERO),
    /** Does what it is asked and answers after everybody has given up: the answer is lost, not the work. */
    HANGING(Duration.ofSeconds(12)),
    /** Answers 400, for good, and does nothing. */
    REFUSING(Duration.ZERO);

    private final Duration delay;

    Mode(Duration delay) {
        this.delay = delay;
    }

    /** How long the answer takes. */
    Duration delay() {
        return delay;
    }
}
