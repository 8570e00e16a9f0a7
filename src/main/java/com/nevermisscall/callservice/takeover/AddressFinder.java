package com.nevermisscall.callservice.takeover;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a US street address in what a customer wrote: a house number, a street with its kind, and what follows of unit,
 * city, state and ZIP code. It rather misses an odd address than takes "2 drains in 3 rooms" for one: what it misses the
 * AI finds.
 */
final class AddressFinder {

    private static final int LONGEST = 300;

    /** Kinds of streets that are hardly ever anything else in a text. */
    private static final String SURE = "(?:street|st|avenue|ave|boulevard|blvd|rd|ln|parkway|pkwy|highway|hwy|terrace)";

    /** Kinds that are words of every day too ("10 minutes down the road"): only with more of an address behind. */
    private static final String UNSURE =
            "(?:road|drive|dr|lane|court|ct|circle|cir|place|pl|way|trail|trl|ter|square|sq|loop|alley|aly)";

    private static final String WORD = "[\\p{L}0-9'’.-]{1,30}";
    private static final String UNIT = "(?:,?\\s+(?:apt|unit|suite|ste|#)\\.?\\s*#?\\w{1,8})";
    private static final String CITY = "(?:,\\s*[\\p{L}][\\p{L}'’. -]{1,40})";
    private static final String STATE = "(?:,?\\s+[A-Z]{2}\\b)";
    private static final String ZIP = "(?:,?\\s+\\d{5}(?:-\\d{4})?\\b)";
    private static final String HOUSE_AND_NAME = "\\b\\d{1,6}[A-Za-z]?\\s+(?:" + WORD + "\\s+){1,4}?";

    private static final Pattern ADDRESS = Pattern.compile(
            HOUSE_AND_NAME
                    + "(?:" + SURE + "\\b\\.?" + UNIT + "?" + CITY + "?" + STATE + "?" + ZIP + "?"
                    + "|" + UNSURE + "\\b\\.?" + "(?:" + UNIT + CITY + "?" + STATE + "?" + ZIP + "?"
                    + "|" + CITY + STATE + ZIP + "?"
                    + "|" + CITY + "?" + STATE + "?" + ZIP + "))",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private AddressFinder() {}

    /** The first address in the text, in the customer's own spelling, or empty. */
    static Optional<String> in(String text) {
        Matcher matcher = ADDRESS.matcher(text.replace('\n', ' '));
        return matcher.find()
                ? Optional.of(matcher.group().strip())
                        .map(found -> found.substring(0, Math.min(LONGEST, found.length())))
                : Optional.empty();
    }
}
