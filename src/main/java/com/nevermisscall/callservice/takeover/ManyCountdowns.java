package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.conversation.Conversation;
import com.nevermisscall.callservice.conversation.Conversations;
import com.nevermisscall.callservice.durable.DurableTasks;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Does what {@link Countdown} does for one countdown that has run out for many of them in one transaction, at a fraction
 * of the cost: for when a replica is late with them.
 */
@Service
class ManyCountdowns {

    /** Few enough that whoever wants one of these conversations meanwhile does not notice. */
    private static final int AT_ONCE = 48;

    private final Countdown countdown;
    private final Conversations conversations;
    private final DurableTasks tasks;
    private final DurableTasks slowTasks;
    private final Clock clock;

    ManyCountdowns(
            Countdown countdown,
            Conversations conversations,
            DurableTasks tasks,
            @Qualifier("slowDurableTasks") DurableTasks slowTasks,
            Clock clock) {
        this.countdown = countdown;
        this.conversations = conversations;
        this.tasks = tasks;
        this.slowTasks = slowTasks;
        this.clock = clock;
    }

    /**
     * Lets some of those elapse that are due and that nobody has begun with, and says how many these were. What cannot be
     * done here and now, because somebody holds the conversation, is left to be done alone. It waits for no lock, because
     * it holds tasks that one who holds a conversation may wait for, to end its countdown.
     */
    @Transactional
    public int elapse() {
        Instant now = clock.instant();
        List<DurableTasks.Due> due = tasks.lockDue(Countdown.TASK, now, AT_ONCE);
        if (due.isEmpty()) {
            return 0;
        }
        Map<UUID, Conversation> free = free(due);
        List<String> paid = new ArrayList<>();
        List<DurableTasks.Owed> turns = new ArrayList<>();
        for (DurableTasks.Due task : due) {
            TurnId turn = TurnId.parse(task.instance());
            Conversation conversation = free.get(turn.conversationId());
            if (conversation != null && !Countdown.runsBeyond(now, turn, conversation)) {
                paid.add(task.instance());
                tasks.continuing(Countdown.TASK, task, () -> {
                    if (countdown.handsOver(turn, conversation, now)) {
                        turns.add(countdown.turnOf(conversation));
                    }
                });
            }
        }
        tasks.paid(Countdown.TASK, paid);
        slowTasks.schedule(turns);
        return due.size();
    }

    private Map<UUID, Conversation> free(List<DurableTasks.Due> due) {
        List<UUID> wanted = due.stream()
                .map(task -> TurnId.parse(task.instance()).conversationId())
                .toList();
        return conversations.lockFree(wanted).stream()
                .collect(Collectors.toMap(conversation -> conversation.getId(), Function.identity()));
    }
}
