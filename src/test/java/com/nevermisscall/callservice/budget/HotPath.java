package com.nevermisscall.callservice.budget;

import com.nevermisscall.callservice.support.Statements;
import java.util.function.Function;

/**
 * The budget: what each request and task on a hot path costs the database, exactly, and why it is not less. A statement
 * is a round trip and so is a commit; a transaction that is not counted as a request's own would be one too many.
 */
enum HotPath {

    /** The customer and the call under lock; how the business stands with the customer; five rows; the greeting's end. */
    MISSED_CALL(HotPaths::missedCall, 9, 2),
    /** The call under lock; then how its greeting stands. */
    MISSED_CALL_AGAIN(HotPaths::missedCallAgain, 2, 2),
    /** The call joins a conversation: both locks, both updates, the event. */
    MISSED_CALL_OF_A_KNOWN_CALLER(HotPaths::missedCallOfAKnownCaller, 6, 1),
    /** A look for the call, because most webhooks are of a known one; the call, the event. */
    INCOMING_CALL(HotPaths::incomingCall, 3, 1),
    INCOMING_CALL_AGAIN(HotPaths::incomingCallAgain, 1, 1),

    /** The lock with all that is asked first; message, conversation, event. Less would leave one of them out. */
    TEXT_WHILE_THE_COUNTDOWN_RUNS(HotPaths::textWhileTheCountdownRuns, 4, 1),
    TEXT_TO_A_HUMAN(HotPaths::textToAHuman, 4, 1),
    TEXT_BY_PHONES(HotPaths::textByPhones, 4, 1),
    /** And the AI's turn. */
    TEXT_TO_THE_AI(HotPaths::textToTheAi, 5, 1),
    /** And the countdown; and the lead, which it describes. */
    FIRST_TEXT(HotPaths::firstText, 6, 1),
    /** The lock says that it is known; the message tells what was answered. */
    TEXT_AGAIN(HotPaths::textAgain, 2, 1),
    /** No active conversation, the customer's lock, no other conversation, then what stands beside a new one. */
    TEXT_THAT_OPENS_A_CONVERSATION(HotPaths::textThatOpensAConversation, 10, 1),
    /** Whose conversation it is, the customer's lock, and every conversation of the customer. */
    STOP(HotPaths::stop, 12, 2),

    /** Lock, countdown, texts to end, message, conversation, events, audit; then the text's end and its event. */
    REPLY(HotPaths::reply, 9, 2),
    SECOND_REPLY(HotPaths::secondReply, 8, 2),
    TAKEOVER(HotPaths::takeover, 6, 1),
    HAND_TO_AI(HotPaths::handToAi, 7, 1),

    /** The counts of all, and the page; what is read is written down, in a transaction of its own: it is read-only. */
    ACTIVE_CONVERSATIONS(HotPaths::activeConversations, 3, 2),
    /** The conversation with its lead; its messages. */
    CONVERSATION_VIEW(HotPaths::conversationView, 3, 2),
    CALL_VIEW(HotPaths::callView, 2, 2),
    LEAD_VIEW(HotPaths::leadView, 2, 2),
    /** One page that is not full needs no count. */
    RECENT_CALLS(HotPaths::recentCalls, 2, 2),
    LEADS(HotPaths::leads, 2, 2),
    LEAD_STATS(HotPaths::leadStats, 2, 2),

    /** Lock, conversation, event, the AI's turn. */
    COUNTDOWN_ENDS(HotPaths::countdownEnds, 4, 1),
    /** What to ask: lock, messages, lead, loop. The answer: both locks, loop, message, both updates, events. Its end: two. */
    AI_TURN(HotPaths::aiTurn, 13, 3),
    /** The claim; message and event. */
    TEXT_SENT_BY_A_WORKER(HotPaths::textSentByAWorker, 3, 2);

    private final Function<HotPaths, Statements> path;
    private final int statements;
    private final int transactions;

    HotPath(Function<HotPaths, Statements> path, int statements, int transactions) {
        this.path = path;
        this.statements = statements;
        this.transactions = transactions;
    }

    Statements walk(HotPaths service) {
        return path.apply(service);
    }

    int statements() {
        return statements;
    }

    int transactions() {
        return transactions;
    }
}
