package com.nevermisscall.callservice.sandbox.dispatcher;

/** What the dispatcher does next; the slot is null where none is on the table. */
record Decision(Stage stage, String action, String message, Slot slot, boolean confirmed) {

    /** The contract's stages of a conversation. */
    enum Stage {
        INITIAL,
        COLLECTING_INFO,
        CONFIRMING,
        BOOKING,
        COMPLETE,
        ESCALATED,
        REJECTED;

        /** Whether the next word is the customer's. */
        boolean awaitsCustomer() {
            return this == INITIAL || this == COLLECTING_INFO || this == CONFIRMING;
        }
    }

    static Decision ask(Stage stage, String action, String message) {
        return new Decision(stage, action, message, null, false);
    }

    static Decision offer(String message, Slot slot) {
        return new Decision(Stage.CONFIRMING, "propose_slot", message, slot, false);
    }

    static Decision book(Stage stage, String message, Slot slot) {
        return new Decision(stage, "appointment_scheduled", message, slot, true);
    }

    static Decision escalate(String message) {
        return new Decision(Stage.ESCALATED, "escalate_to_human", message, null, false);
    }

    static Decision reject(String message) {
        return new Decision(Stage.REJECTED, "close_conversation", message, null, false);
    }
}
