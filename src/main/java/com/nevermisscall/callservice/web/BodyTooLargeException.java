package com.nevermisscall.callservice.web;

import java.io.IOException;

/** The body grew beyond the limit while it was read; an {@link IOException}, so that a JSON parser passes it on. */
class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException() {
        super("The body is larger than " + BodyLimitFilter.LIMIT_BYTES + " bytes");
    }

    static boolean isCauseOf(Throwable failure) {
        return Causes.of(failure).anyMatch(BodyTooLargeException.class::isInstance);
    }
}
