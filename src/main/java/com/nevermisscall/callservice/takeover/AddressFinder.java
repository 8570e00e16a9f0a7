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

    private static final String KIND =
            "(?:street|st|avenue|ave|boulevard|blvd|road|rd|drive|dr|lane|ln|court|ct|circle|cir|place|pl|way|terrace"
                    + "|ter|trail|trl|parkway|pkwy|highway|hwy|square|sq|loop|alley|aly)";

    private static final String WORD = "[\\p{L}0-9'’.-]{1,30}";

    private static final Pattern ADDRESS = Pattern.compile(
            "\\b\\d{1,6}[A-Za-z]?\\s+(?:" + WORD + "\\s+){1,4}?" + KIND + "\\b\\.?"
                    + "(?:,?\\s+(?:apt|unit|suite|ste|#)\\.?\\s*#?\\w{1,8})?"
                    + "(?:,\\s*[\\p{L}][\\p{L}'’. -]{1,40})?"
                    + "(?:,?\\s+[A-Z]{2}\\b)?"
                    + "(?:,?\\s+\\d{5}(?:-\\d{4})?)?",
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
