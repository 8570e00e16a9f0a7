package com.nevermisscall.callservice.sandbox.dispatcher;

import com.nevermisscall.callservice.sandbox.dispatcher.DispatchRequest.HistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The conversation as question and answer. The dispatcher remembers nothing: all it knows stands in here, so that
 * asking it twice gives the same answer twice.
 */
record Transcript(List<Turn> turns, List<String> saidByAi) {

    /** What the customer said, and the last message before it from our side, blank when there was none. */
    record Turn(String asked, String said) {}

    /** Reads the history and the current message; the current message is the last turn. */
    static Transcript of(DispatchRequest request) {
        List<Turn> turns = new ArrayList<>();
        List<String> saidByAi = new ArrayList<>();
        String asked = "";
        for (HistoryEntry entry : request.conversationHistory()) {
            String message = plain(entry.message());
            if ("customer".equals(entry.sender())) {
                turns.add(new Turn(asked, message));
            } else {
                asked = message;
                if ("ai".equals(entry.sender())) {
                    saidByAi.add(message);
                }
            }
        }
        turns.add(new Turn(asked, plain(request.currentMessage())));
        return new Transcript(List.copyOf(turns), List.copyOf(saidByAi));
    }

    /** The turn that wants an answer. */
    Turn current() {
        return turns.get(turns.size() - 1);
    }

    /** All that the customer said, oldest first. */
    String everythingSaid() {
        return turns.stream().map(Turn::said).collect(Collectors.joining("\n"));
    }

    /** Phones write curly apostrophes; the rules know only the straight one. */
    private static String plain(String message) {
        return message == null ? "" : message.replace('\u2019', '\'').strip();
    }
}
