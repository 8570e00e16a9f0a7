package com.nevermisscall.callservice.sandbox.dispatcher;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a street address in a text message. */
final class AddressReader {

    private static final String NOT_A_STREET =
            "(?!(?:on|my|the|in|at|is|are|to|for|from|and|of|hours?|days?|minutes?|weeks?|times?)\\b)";
    private static final String NOT_A_CITY =
            "(?!(?:my|i'?m|i|this|it's|name|ask|call|thanks|thank|please|and|the|we|but|can|yes|no)\\b)";
    private static final String STREET = "\\b\\d{1,6}[a-z]?\\s+(?:" + NOT_A_STREET + "[\\p{L}\\d.'-]+\\s+){0,4}?"
            + "(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|way|terrace|circle|cir"
            + "|parkway|pkwy|highway|hwy|square|sq|broadway|loop|trail)\\b\\.?";
    private static final String UNIT = "(?:,?\\s+(?:apt|apartment|unit|suite|ste|#)\\.?\\s*\\w{1,6})?";
    private static final String CITY_WORD = NOT_A_CITY + "[\\p{L}.'-]+";
    private static final String AS_FAR_AS_ZIP = ",?\\s+(?:" + CITY_WORD + ",?\\s+){0,4}?\\d{5}(?:-\\d{4})?\\b";
    private static final String AS_FAR_AS_CITY =
            ",[ \\t]*" + CITY_WORD + "(?:[ \\t]+" + CITY_WORD + "){0,2}(?:,[ \\t]*[a-z]{2}\\b)?";
    private static final Pattern ADDRESS = Pattern.compile(
            STREET + UNIT + "(?:" + AS_FAR_AS_ZIP + "|" + AS_FAR_AS_CITY + ")?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern BARE_ANSWER =
            Pattern.compile("^\\s*\\d{1,6}\\s+" + NOT_A_STREET + "\\p{L}[\\p{L} ,.'-]{2,60}", Pattern.CASE_INSENSITIVE);

    private AddressReader() {}

    /**
     * The address that the turn gives, as the customer wrote it, on one line: one that looks like an address, or the
     * bare answer ("4512 Elm") to our asking for it.
     */
    static Optional<String> find(Transcript.Turn turn) {
        Matcher plain = ADDRESS.matcher(turn.said());
        if (plain.find()) {
            return Optional.of(onOneLine(plain.group()));
        }
        Matcher bare = BARE_ANSWER.matcher(turn.said());
        return turn.asked().contains(Wording.ADDRESS_QUESTION) && bare.find()
                ? Optional.of(onOneLine(bare.group()))
                : Optional.empty();
    }

    /** The text without its addresses: "221 Spring Street" is nothing about springs. */
    static String without(String text) {
        return ADDRESS.matcher(text).replaceAll(" ");
    }

    private static String onOneLine(String address) {
        return address.replaceAll("\\s+", " ").replaceAll("[.,\\s]+$", "");
    }
}
