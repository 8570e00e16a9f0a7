package com.nevermisscall.callservice.conversation;

/** How long a text may be: 1600 characters, Twilio's limit. */
public final class SmsLength {

    private static final int LONGEST = 1600;

    private SmsLength() {}

    /** The text, or as much of its beginning as one may send; a character of two halves is not cut in two. */
    public static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
