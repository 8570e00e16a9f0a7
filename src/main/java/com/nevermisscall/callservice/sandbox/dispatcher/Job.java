package com.nevermisscall.callservice.sandbox.dispatcher;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A kind of job and the words that customers have for it: one telling word is enough to be sure of it, a hint only
 * supports it. Prices in whole dollars.
 */
record Job(String type, String spoken, Pattern telling, Pattern hints, int priceMin, int priceMax) {

    static final int TELLING_POINTS = 3;

    static Job of(String type, String spoken, String telling, String hints, int priceMin, int priceMax) {
        return new Job(type, spoken, words(telling), words(hints), priceMin, priceMax);
    }

    /** How much of the text speaks of this job: 0 not at all, 3 and more beyond doubt. */
    long points(String text) {
        return TELLING_POINTS * different(telling, text) + different(hints, text);
    }

    /** The confidence (0–1) that so many points give. */
    static double confidence(long points) {
        return points == 0 ? 0.2 : Math.min(0.97, 0.5 + 0.12 * points);
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile("\\b(?:" + alternatives + ")\\b", Pattern.CASE_INSENSITIVE);
    }

    private static long different(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .count();
    }
}
