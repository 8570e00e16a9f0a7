package com.nevermisscall.callservice.conversation;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

/** Which phone numbers can be texted. */
public final class PhoneNumbers {

    private PhoneNumbers() {}

    /** Whether a number in E.164 is one that can exist, by length and country ({@code api.md}: isPossibleNumber). */
    public static boolean canBeTexted(String e164) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            return numbers.isPossibleNumber(numbers.parse(e164, null));
        } catch (NumberParseException e) {
            return false;
        }
    }
}
