package com.nevermisscall.callservice.conversation;

/** Why somebody took a conversation over. */
public enum TakeoverCause {
    /** A human did, by a reply or a click. */
    HUMAN,
    /** The AI did, because no human answered in time. */
    COUNTDOWN,
    /** The AI did, because a human handed it the conversation. */
    HAND_OVER
}
