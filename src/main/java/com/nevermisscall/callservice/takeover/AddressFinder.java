package com.nevermisscall.callservice.takeover;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a US street address in what a customer wrote: a house number, a street with its kind, and what follows of unit,
 * city, state and ZIP code. It rather misses an odd address than takes "2 drains in my place" for one, because a wrong
 * one turns a customer away as outside the service area; what it misses the AI finds.
 */
final class AddressFinder {

    private static final int LONGEST = 300;

    private static final String NUMBER = "(?<![\\w$/.#-])\\d{1,6}[A-Z]?";

    /** Words of ordinary sentences between a number and "place", "way" or "drive"; no street is called so. */
    private static final String ORDINARY = "(?:a|an|and|are|at|by|for|from|has|have|i|in|is|it|my|no|of|off|on|or|our"
            + "|that|the|their|there|this|to|was|were|will|with|you|your"
            + "|minutes?|hours?|days?|weeks?|months?|years?|times?|more|bed|bedrooms?|bathrooms?|story|cars?)";

    private static final String WORD = "(?!" + ORDINARY + "\\s)[\\p{L}0-9'’.-]{1,30}";

    private static final String KIND =
            "(?:street|st|avenue|ave|boulevard|blvd|road|rd|drive|dr|lane|ln|court|ct|circle|cir|place|pl|way|terrace"
                    + "|ter|trail|trl|parkway|pkwy|highway|hwy|square|sq|loop|alley|aly)\\b\\.?";

    private static final String SIDE = "(?:\\s+(?:[NS][EW]?|[EW])\\b)?";
    private static final String UNIT =
            "(?:,?\\s+(?:(?:apt|unit|suite|ste)\\b\\.?\\s*#?|#)\\s?(?:\\d\\w{0,6}|[A-Z]\\d{0,4})\\b)?";

    /** Where the code is a word too, only in capitals. */
    private static final String STATE = "(?:ak|ar|az|ca|co|ct|dc|fl|ga|ia|il|ks|ky|md|mi|mn|mo|ms|mt|nc|nd|ne|nh|nj|nm"
            + "|nv|ny|ri|sc|sd|tn|tx|ut|va|vt|wa|wi|wv|wy|(?-i:AL|DE|HI|ID|IN|LA|MA|ME|OH|OK|OR|PA))\\b";

    private static final String ZIP = "\\d{5}(?:-\\d{4})?\\b";
    private static final String CITY = "\\p{L}[\\p{L}'’.-]{1,30}(?:\\s[\\p{L}'’.-]{1,30}){0,2}";

    /** What follows a comma is a city only with a state or ZIP code, or in capitals at the end of the sentence. */
    private static final String PLACE = "(?:,?\\s+" + ZIP
            + "|,?\\s+" + STATE + "(?:,?\\s+" + ZIP + ")?"
            + "|,\\s*" + CITY + ",?\\s+" + STATE + "(?:,?\\s+" + ZIP + ")?"
            + "|,?\\s+" + CITY + ",?\\s+(?:" + STATE + ",?\\s+)?" + ZIP
            + "|,\\s*(?-i:\\p{Lu}[\\p{L}'’-]{1,30}(?:\\s\\p{Lu}[\\p{L}'’-]{1,30}){0,2})(?=\\s*(?:[.!?;]|$)))?";

    private static final Pattern ADDRESS = Pattern.compile(
            NUMBER + "\\s+(?:" + WORD + "\\s+){1,4}?" + KIND + SIDE + UNIT + PLACE,
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private AddressFinder() {}

    /** The first address in the text, in the customer's own spelling, or empty. */
    static Optional<String> in(String text) {
        Matcher matcher = ADDRESS.matcher(text.replace('\n', ' '));
        return matcher.find() ? Optional.of(bare(matcher.group())) : Optional.empty();
    }

    private static String bare(String found) {
        String bare = found.endsWith(".") ? found.substring(0, found.length() - 1) : found;
        return bare.substring(0, Math.min(LONGEST, bare.length()));
    }
}
