package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.conversation.AnswerWanted;
import com.nevermisscall.callservice.conversation.Conversation;
import com.nevermisscall.callservice.conversation.ConversationMeters;
import com.nevermisscall.callservice.conversation.Conversations;
import com.nevermisscall.callservice.conversation.CountdownStarted;
import com.nevermisscall.callservice.conversation.CountdownStopped;
import com.nevermisscall.callservice.conversation.TakeoverCause;
import com.nevermisscall.callservice.durable.DurableTasks;
import com.nevermisscall.callservice.integration.connection.EventOutbox;
import com.nevermisscall.callservice.integration.connection.EventType;
import com.nevermisscall.callservice.integration.connection.OutgoingEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The time a human has to answer: begins with the first text that nobody answered, and when it runs out the AI takes
 * over. It is a durable task, so that it fires whatever is killed, and a conditional change, so that it fires once.
 */
@Service
class Countdown {

    static final String TASK = "countdown";

    private final Conversations conversations;
    private final DurableTasks tasks;
    private final DurableTasks slowTasks;
    private final EventOutbox outbox;
    private final ConversationMeters conversationMeters;
    private final AiMeters aiMeters;
    private final Clock clock;

    Countdown(
            Conversations conversations,
            DurableTasks tasks,
            @Qualifier("slowDurableTasks") DurableTasks slowTasks,
            EventOutbox outbox,
            ConversationMeters conversationMeters,
            AiMeters aiMeters,
            Clock clock) {
        this.conversations = conversations;
        this.tasks = tasks;
        this.slowTasks = slowTasks;
        this.outbox = outbox;
        this.conversationMeters = conversationMeters;
        this.aiMeters = aiMeters;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(CountdownStarted started) {
        tasks.schedule(
                started.tenantId(),
                TASK,
                new TurnId(started.conversationId(), started.turn()).toString(),
                started.dueAt());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void stop(CountdownStopped stopped) {
        tasks.withdraw(TASK, new TurnId(stopped.conversationId(), stopped.turn()).toString());
    }

    /** A text came in while the AI is in charge: its turn at once. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void answer(AnswerWanted wanted) {
        startTurn(wanted.tenantId(), new TurnId(wanted.conversationId(), wanted.turn()));
    }

    /** The AI is to answer what stands unanswered in this turn, as soon as the transaction has committed. */
    void startTurn(UUID tenantId, TurnId turn) {
        slowTasks.schedule(tenantId, AiTurn.TASK, turn.toString(), clock.instant());
    }

    /** The AI's turn as a task that is still to be scheduled. */
    DurableTasks.Owed turnOf(Conversation conversation) {
        return slowTasks.owed(
                conversation.tenantId(), AiTurn.TASK, TurnId.of(conversation).toString(), clock.instant());
    }

    /** The countdown of a turn has run out: the AI takes over, unless somebody was first. */
    @Transactional
    public Optional<Instant> elapse(String instance) {
        TurnId countdown = TurnId.parse(instance);
        return conversations
                .lockUnlessErased(countdown.conversationId())
                .flatMap(conversation -> elapse(countdown, conversation));
    }

    private Optional<Instant> elapse(TurnId countdown, Conversation conversation) {
        Instant now = clock.instant();
        if (runsBeyond(now, countdown, conversation)) {
            return Optional.of(conversation.aiTakeoverAt());
        }
        if (handsOver(countdown, conversation, now)) {
            startTurn(conversation.tenantId(), TurnId.of(conversation));
        }
        return Optional.empty();
    }

    /** A clock that was put back, or another replica's that is ahead, must not lose the countdown. */
    static boolean runsBeyond(Instant now, TurnId countdown, Conversation conversation) {
        return conversation.countsDown(countdown.turn()) && now.isBefore(conversation.aiTakeoverAt());
    }

    /** Hands the conversation, which the caller has locked, to the AI, unless somebody was first; says whether it did. */
    boolean handsOver(TurnId countdown, Conversation conversation, Instant now) {
        boolean handsOver = conversation.countdownElapsed(countdown.turn(), now);
        if (handsOver) {
            outbox.tell(activated(conversation, now, "timeout"));
            conversationMeters.takenOver(TakeoverCause.COUNTDOWN);
            aiMeters.countdownElapsed(Duration.between(conversation.aiTakeoverAt(), now));
        }
        return handsOver;
    }

    static OutgoingEvent activated(Conversation conversation, Instant now, String reason) {
        return OutgoingEvent.ofConversation(EventType.AI_ACTIVATED, conversation.tenantId(), conversation.getId())
                .with("customerPhone", conversation.customerPhone())
                .with("activatedAt", now)
                .with("reason", reason);
    }
}
