package com.nevermisscall.callservice.conversation;

/** Who is to answer a text that has just come in. */
enum NextAnswer {
    /** A countdown has begun with this text. */
    COUNTDOWN_STARTED,
    /** A countdown that an earlier text began goes on. */
    COUNTDOWN_RUNNING,
    AI,
    HUMAN,
    /** Nobody: it was a keyword, or the customer has opted out. */
    NOBODY
}
