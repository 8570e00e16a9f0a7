package com.nevermisscall.callservice.integration;

import java.util.Locale;

/** The services beside this one ({@code collaborators.md}). */
public enum Collaborator {
    TWILIO_SERVER,
    DISPATCH_AI,
    TS_TENANT_SERVICE,
    AS_CONNECTION_SERVICE;

    /** Its name on {@code /health} and in the metrics, such as {@code twilio_server}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
