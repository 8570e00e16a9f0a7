package com.nevermisscall.callservice.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumbersTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "+12125551234, true",
        "+15005550006, true",
        "+442071838750, true",
        "+1212555123, false",
        "+121255512345, false",
        "+266696687, false",
        "+9991234567, false",
        "12125551234, false",
        "anonymous, false",
        "'', false"
    })
    void canBeTextedIfSuchANumberCanExist(String number, boolean possible) {
        assertThat(PhoneNumbers.canBeTexted(number)).isEqualTo(possible);
    }
}
