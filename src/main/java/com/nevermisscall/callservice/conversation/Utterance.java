package com.nevermisscall.callservice.conversation;

import java.time.Instant;

/** Something that was said in a conversation, as the AI is told of it. */
public record Utterance(Instant at, Sender sender, String text) {

    static Utterance from(Message message) {
        return new Utterance(message.createdAt(), message.sender(), message.body());
    }

    /** Without the text, which no log may tell. */
    @Override
    public String toString() {
        return "Utterance[" + sender + " at " + at + "]";
    }
}
