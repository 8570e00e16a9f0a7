package com.nevermisscall.callservice.call;

import com.nevermisscall.callservice.conversation.PhoneNumbers;
import com.nevermisscall.callservice.web.PhoneNumber;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who calls, as Twilio reports it: a number, or one of the ways in which carriers say that it is withheld, in words or
 * as the same word typed on a keypad ({@code +266696687} is ANONYMOUS).
 */
final class Caller {

    private static final Set<String> WITHHELD =
            Set.of("", "anonymous", "unknown", "restricted", "unavailable", "private", "blocked");

    private static final String KEYS = "22233344455566677778889999";
    private static final Set<String> TYPED_WITHHELD =
            WITHHELD.stream().map(Caller::asTyped).collect(Collectors.toUnmodifiableSet());

    private Caller() {}

    private static String asTyped(String word) {
        return word.chars()
                .mapToObj(letter -> String.valueOf(KEYS.charAt(letter - 'a')))
                .collect(Collectors.joining("", "+", ""));
    }

    /** Whether this is a form in which a caller can be reported at all; the contract refuses others. */
    static boolean isWellFormed(String from) {
        return from.matches(PhoneNumber.E164) || WITHHELD.contains(from.strip().toLowerCase(Locale.ROOT));
    }

    /** The number to keep, or empty when there is none. */
    static Optional<String> number(String from) {
        return from.matches(PhoneNumber.E164) ? Optional.of(from) : Optional.empty();
    }

    /** Whether there is somebody to text; some of the words typed on a keypad look like possible numbers. */
    static boolean canBeTexted(String number) {
        return number != null && !TYPED_WITHHELD.contains(number) && PhoneNumbers.canBeTexted(number);
    }
}
