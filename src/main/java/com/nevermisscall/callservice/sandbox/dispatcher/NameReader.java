package com.nevermisscall.callservice.sandbox.dispatcher;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the customer's name in a text message. */
final class NameReader {

    private static final String NAME = "(\\p{Lu}[\\p{L}'-]+(?:[ \\t]+\\p{Lu}[\\p{L}'-]+)?)";
    private static final Pattern INTRODUCED =
            Pattern.compile("(?:\\b(?i:my name is|name's|name is|i am|i'm|im|this is|it's|ask for)\\s+)" + NAME);
    private static final Pattern ALONE = Pattern.compile("\\p{L}[\\p{L}'-]+(?:[ \\t]+\\p{L}[\\p{L}'-]+)?");
    private static final Pattern NO_NAME = Pattern.compile(
            "\\b(?:yes|yeah|no|ok|okay|sure|thanks?|thank|please|hi|hello|hey|here|it's|its|my|the|at|address"
                    + "|what|how|when|why"
                    + "|is|are|can|you|asap|today|tomorrow|now|not|apt|unit|near|sorry|help|leak\\w*|broken)\\b",
            Pattern.CASE_INSENSITIVE);

    private NameReader() {}

    /** The name that the turn gives: an introduction, or the bare answer to our asking for a name. */
    static Optional<String> find(Transcript.Turn turn) {
        Matcher introduced = INTRODUCED.matcher(turn.said());
        if (introduced.find()) {
            return Optional.of(introduced.group(1));
        }
        if (!turn.asked().contains(Wording.NAME_QUESTION)) {
            return Optional.empty();
        }
        String rest = AddressReader.without(turn.said())
                .replaceAll("[.,;:!\\s]+", " ")
                .strip();
        return ALONE.matcher(rest).matches() && !NO_NAME.matcher(rest).find() ? Optional.of(rest) : Optional.empty();
    }
}
