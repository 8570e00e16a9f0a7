package com.nevermisscall.callservice.sandbox.dispatcher;

import java.util.Locale;
import java.util.regex.Pattern;

/** How soon somebody must come. */
enum Urgency {
    NORMAL(0.7),
    URGENT(0.85),
    EMERGENCY(0.95);

    private static final Pattern CALM = words("no rush|no hurry|not (?:that |very |really )?urgent|not an emergency"
            + "|(?:gas|smoke|fire) (?:stove|alarms?|detectors?|place)|fireplaces?");
    private static final Pattern DANGER =
            words("smell\\w* (?:of |like )?gas|gas (?:leak\\w*|smell)|carbon monoxide|on fire|caught fire|flames?");
    private static final Pattern EMERGENCIES =
            words("emergency|burst|flood\\w*|gushing|water everywhere|sewage|spark\\w*|smok(?:e|ing)|burning"
                    + "|(?:baby|child|kid|toddler|dog) (?:is )?(?:locked|trapped|inside)");
    private static final Pattern SOON =
            words("asap|as soon as|urgent\\w*|right away|right now|immediately|today|tonight|hurry"
                    + "|no (?:heat|power|hot water|ac)|locked out|stuck outside|won't (?:stop|close)");

    private final double confidence;

    Urgency(double confidence) {
        this.confidence = confidence;
    }

    /** The most urgent reading of all that the customer has said. */
    static Urgency of(String text) {
        String concern = CALM.matcher(text).replaceAll(" ");
        if (DANGER.matcher(concern).find() || EMERGENCIES.matcher(concern).find()) {
            return EMERGENCY;
        }
        return SOON.matcher(concern).find() ? URGENT : NORMAL;
    }

    /** Whether the text tells of a danger to life, for which no appointment is the answer. */
    static boolean endangersLife(String text) {
        return DANGER.matcher(CALM.matcher(text).replaceAll(" ")).find();
    }

    /** How sure the reading is, 0–1. */
    double confidence() {
        return confidence;
    }

    /** The contract's spelling. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile("\\b(?:" + alternatives + ")\\b", Pattern.CASE_INSENSITIVE);
    }
}
