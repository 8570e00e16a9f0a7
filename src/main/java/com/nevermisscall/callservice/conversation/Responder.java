package com.nevermisscall.callservice.conversation;

/** Who answers the customer. */
enum Responder {
    /** Nobody has taken it yet: a text starts the countdown. */
    NOBODY,
    AI,
    HUMAN
}
