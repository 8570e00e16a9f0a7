package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.web.WireEnum;

/** Who told that a customer wants no texts. */
enum OptOutSource implements WireEnum {
    /** The customer, by STOP. */
    CUSTOMER,
    /** The carrier, by Twilio's code 21610. */
    CARRIER
}
