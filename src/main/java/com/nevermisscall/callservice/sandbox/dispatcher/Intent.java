package com.nevermisscall.callservice.sandbox.dispatcher;

import java.util.regex.Pattern;

/** What a customer may mean besides facts. */
enum Intent {
    DECLINES(
            "no|nope|nah|can't|cannot|can not|won't work|doesn't work|does not work|not (?:good|available|free|at home)"
                    + "|too (?:early|late)|(?:another|different|other) (?:day|time)|earlier|later"),
    AGREES("yes|yep|yeah|yup|y|sure|ok|okay|sounds (?:good|great)|works|perfect|great|good|fine|book it|confirm\\w*"
            + "|please do|let's do it|go ahead|deal|\uD83D\uDC4D"),
    ASKS_PRICE("how much|price\\w*|cost\\w*|charge|quote|estimate|rates?|expensive"),
    ASKS_FOR_PERSON("(?:speak|talk) (?:to|with)|(?:real|actual) (?:person|human)|human|manager|call me(?: back)?"),
    WITHDRAWS("never ?mind|not interested|found someone"
            + "|no longer need\\w*|already fixed|fixed it|forget it|wrong number"),
    CANCELS("cancel\\w*|call (?:it|that) off|won't be (?:there|home)"),
    RESCHEDULES(
            "reschedul\\w*|(?:another|different|other) (?:day|time)|(?:change|move) (?:it|the|my|to)|earlier|later");

    private final Pattern pattern;

    Intent(String alternatives) {
        this.pattern = Pattern.compile("(?<!\\w)(?:" + alternatives + ")(?!\\w)", Pattern.CASE_INSENSITIVE);
    }

    /** Whether the text says so. */
    boolean in(String text) {
        return pattern.matcher(text).find();
    }
}
