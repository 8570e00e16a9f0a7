package com.nevermisscall.callservice.sandbox;

import com.nevermisscall.callservice.web.WireEnum;

/** How long a person has before the AI answers. */
enum Countdown implements WireEnum {
    /** As each business has it. */
    OWN,
    /** Five seconds for every business, for those who cannot wait. */
    SHORT;

    private static final int SHORT_SECONDS = 5;

    /** The seconds of that business; null leaves it to the service's setting. */
    Integer secondsOf(DemoTenant tenant) {
        return this == SHORT ? Integer.valueOf(SHORT_SECONDS) : tenant.takeoverDelaySeconds();
    }
}
