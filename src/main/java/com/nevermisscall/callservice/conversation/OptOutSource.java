package com.nevermisscall.callservice.conversation;

/** Who told that a customer wants no texts. */
enum OptOutSource {
    /** The customer, by STOP. */
    CUSTOMER,
    /** The carrier, by Twilio's code 21610. */
    CARRIER
}
