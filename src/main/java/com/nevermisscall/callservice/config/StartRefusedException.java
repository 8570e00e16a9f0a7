package com.nevermisscall.callservice.config;

/** The service cannot start for a reason that the person who starts it can mend; told without a stack trace. */
public class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /** With what is wrong, and what to do about it; a sentence or more each, without a secret. */
    public StartRefusedException(String description, String action) {
        this(description, action, null);
    }

    StartRefusedException(String description, String action, Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    /** What to do about it, one sentence. */
    String action() {
        return action;
    }
}
