package com.nevermisscall.callservice.sandbox;

/**
 * How the stand-ins behave: one switch for each collaborator, what the AI says, and how long it waits for a person. Null
 * only in a request, where it means "leave it as it is".
 */
record Switches(Mode twilio, Mode dispatch, Mode tenant, Mode connection, Saying says, Countdown countdown) {

    static final Switches ALL_OK = new Switches(Mode.OK, Mode.OK, Mode.OK, Mode.OK, Saying.NORMAL, Countdown.OWN);

    /** These switches, except for those that the change names. */
    Switches with(Switches change) {
        return new Switches(
                orElse(change.twilio, twilio),
                orElse(change.dispatch, dispatch),
                orElse(change.tenant, tenant),
                orElse(change.connection, connection),
                orElse(change.says, says),
                orElse(change.countdown, countdown));
    }

    private static <T> T orElse(T changed, T now) {
        return changed == null ? now : changed;
    }
}
