package com.nevermisscall.callservice.sandbox.dispatcher;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a business works, guessed without a map: neighbouring ZIP codes are near, another state is far, and an address
 * that says neither is round the corner.
 *
 * @param state       two letters, blank where unknown
 * @param postalCode  five digits, blank where unknown
 * @param radiusMiles how far the business drives
 */
public record ServiceArea(String city, String state, String postalCode, double radiusMiles) {

    private static final double ROUND_THE_CORNER = 6;
    private static final double ANOTHER_STATE = 400;
    private static final Pattern ZIP = Pattern.compile("(?<=\\D)(\\d{3})\\d{2}(?:-\\d{4})?\\s*$");
    // After a comma, or in capitals before a ZIP code: "12 Oak Ct" is a court, not Connecticut.
    private static final Pattern STATE = Pattern.compile(",\\s*(?<word>[A-Za-z]{2})(?:[ ,]+\\d{5}(?:-\\d{4})?)?\\s*$"
            + "|\\s(?<capitals>[A-Z]{2})\\s+\\d{5}(?:-\\d{4})?\\s*$");
    private static final Set<String> STATES = Set.of(
            "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY",
            "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH",
            "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY");

    /** What is known of an address; {@code miles} is null where the address could not be made out. */
    public record Verdict(boolean addressValidated, boolean inside, Double miles) {

        static final Verdict FAR_AWAY = new Verdict(true, false, ANOTHER_STATE);
    }

    /** Judges a customer's address; one without a house number is not validated, unless it names the own city. */
    public Verdict check(String address) {
        String text = address == null ? "" : address.strip();
        if (!text.matches("(?s).*\\d.*\\p{L}.*") && !namesOwnCity(text)) {
            return new Verdict(false, false, null);
        }
        double miles = milesTo(text);
        return new Verdict(true, miles <= radiusMiles, miles);
    }

    private double milesTo(String address) {
        if (namesAnotherState(address)) {
            return ANOTHER_STATE;
        }
        Matcher zip = ZIP.matcher(address);
        if (zip.find() && postalCode != null && postalCode.matches("\\d{5}.*")) {
            int apart = Math.abs(Integer.parseInt(zip.group(1)) - Integer.parseInt(postalCode.substring(0, 3)));
            return 4 + 1.5 * apart;
        }
        return ROUND_THE_CORNER;
    }

    private boolean namesAnotherState(String address) {
        Matcher matcher = STATE.matcher(address);
        if (!isGiven(state) || !matcher.find()) {
            return false;
        }
        String word = matcher.group("word") == null ? matcher.group("capitals") : matcher.group("word");
        return STATES.contains(word.toUpperCase(Locale.ROOT)) && !word.equalsIgnoreCase(state);
    }

    private boolean namesOwnCity(String text) {
        return isGiven(city) && text.toLowerCase(Locale.ROOT).contains(city.toLowerCase(Locale.ROOT));
    }

    private static boolean isGiven(String value) {
        return value != null && !value.isBlank();
    }
}
