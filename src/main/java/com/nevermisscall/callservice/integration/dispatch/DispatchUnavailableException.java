package com.nevermisscall.callservice.integration.dispatch;

/** dispatch-bot-ai could not be asked or gave no usable answer; the conversation is a human's then. */
public class DispatchUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    DispatchUnavailableException(String reason, Throwable cause) {
        super("dispatch-bot-ai gave no usable answer: " + reason, cause);
        this.reason = reason;
    }

    /** A short word for logs, such as {@code timeout}, {@code http_500}, {@code circuit_open} or {@code unreadable}. */
    public String reason() {
        return reason;
    }
}
