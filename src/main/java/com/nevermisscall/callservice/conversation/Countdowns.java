package com.nevermisscall.callservice.conversation;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the takeover room, which is above this one, what a change of a conversation means for its countdown. */
@Component
public class Countdowns {

    private final ApplicationEventPublisher publisher;

    Countdowns(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    /** Makes a change that may end the conversation's countdown. */
    public void stopWith(Conversation conversation, Runnable change) {
        Long countdown = conversation.countdownTurn();
        change.run();
        if (countdown != null && conversation.countdownTurn() == null) {
            publisher.publishEvent(new CountdownStopped(conversation.getId(), countdown));
        }
    }
}
