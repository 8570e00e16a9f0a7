package com.nevermisscall.callservice.sandbox;

/** One switch for each collaborator; null only in a request, where it means "leave it as it is". */
record Switches(Mode twilio, Mode dispatch, Mode tenant, Mode connection) {

    static final Switches ALL_OK = new Switches(Mode.OK, Mode.OK, Mode.OK, Mode.OK);

    /** These switches, except for those that the change names. */
    Switches with(Switches change) {
        return new Switches(
                change.twilio == null ? twilio : change.twilio,
                change.dispatch == null ? dispatch : change.dispatch,
                change.tenant == null ? tenant : change.tenant,
                change.connection == null ? connection : change.connection);
    }
}
