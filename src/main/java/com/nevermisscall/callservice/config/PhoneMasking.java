package com.nevermisscall.callservice.config;

import java.util.regex.Pattern;

/** The net under every log line: no phone number passes, whatever a library puts into a message or exception. */
final class PhoneMasking {

    /** E.164 as written, in a URL, or with the usual separators; seven digits at least, so that no zone offset is hit. */
    private static final Pattern PHONE = Pattern.compile("(?:\\+|%2[Bb])[1-9](?:[ .()-]{0,2}\\d){6,14}");

    private static final Pattern DIGIT_BEFORE_THE_LAST_TWO = Pattern.compile("\\d(?=(?:\\D*\\d){2})");

    private PhoneMasking() {}

    /** The text with every number like {@code +12125551234} reduced to {@code +*********34}; null stays null. */
    static String mask(String text) {
        if (text == null || text.indexOf('+') < 0 && !text.contains("%2")) {
            return text;
        }
        return PHONE.matcher(text).replaceAll(phone -> masked(phone.group()));
    }

    private static String masked(String phone) {
        String digits = phone.charAt(0) == '+' ? phone.substring(1) : phone.substring(3);
        return "+" + DIGIT_BEFORE_THE_LAST_TWO.matcher(digits).replaceAll("*");
    }
}
