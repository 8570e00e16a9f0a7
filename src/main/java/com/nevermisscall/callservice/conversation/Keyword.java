package com.nevermisscall.callservice.conversation;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The carriers' keywords: a text whose whole body (trimmed, in any case, without end punctuation) is one of these words
 * is no message to anybody. "Cancel my appointment" is one.
 */
enum Keyword {
    STOP("stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "opt out"),
    START("start", "unstop"),
    /** A consent only from a customer who has opted out; else an answer like any other. */
    YES("yes"),
    HELP("help", "info");

    /** Of any script, and what phones put in unseen. */
    private static final Pattern END_PUNCTUATION = Pattern.compile("[\\p{Punct}\\p{IsPunctuation}\\h\\v\\p{Cf}]+$");

    private static final Pattern SPACES = Pattern.compile("[\\h\\v]+");
    private static final Map<String, Keyword> BY_WORD = Stream.of(values())
            .flatMap(keyword -> Stream.of(keyword.words).map(word -> Map.entry(word, keyword)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String[] words;

    Keyword(String... words) {
        this.words = words;
    }

    /** The keyword that a text is, or empty when it is a message. */
    static Optional<Keyword> of(String body) {
        String bare =
                SPACES.matcher(END_PUNCTUATION.matcher(body).replaceAll("")).replaceAll(" ");
        return Optional.ofNullable(BY_WORD.get(bare.strip().toLowerCase(Locale.ROOT)));
    }
}
