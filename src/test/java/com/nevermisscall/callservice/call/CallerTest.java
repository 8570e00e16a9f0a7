package com.nevermisscall.callservice.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call, and who of them can be texted (api.md, POST /calls/incoming). */
class CallerTest {

    private final CallerNumber.Validator validator = new CallerNumber.Validator();

    @ParameterizedTest(name = "[{0}] is texted: {1}")
    @CsvSource({
        "+12125551234,     true",
        "+442071838750,    true",
        "+4915112345678,   true",
        "+266696687,       false",
        "+7378742833,      false",
        "+2562533,         false",
        "+8656696,         false",
        "+86282452253,     false",
        "+7748283,         false",
        "+464,             false",
        "+1212,            false",
        "+121255512345678, false"
    })
    void aNumberInE164IsKeptAndTextedIfItCanExist(String from, boolean texted) {
        assertThat(Caller.isWellFormed(from)).isTrue();
        assertThat(Caller.number(from)).contains(from);
        assertThat(Caller.canBeTexted(from)).isEqualTo(texted);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                " ",
                "anonymous",
                "Anonymous",
                "ANONYMOUS",
                " unknown ",
                "restricted",
                "Unavailable",
                "private",
                "blocked"
            })
    void aWithheldNumberIsAcceptedAndNotKept(String from) {
        assertThat(Caller.isWellFormed(from)).isTrue();
        assertThat(Caller.number(from)).isEmpty();
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "12125551234",
                "+02125551234",
                "+1 212 555 1234",
                "+1-212-555-1234",
                "+1212555123456789",
                "+",
                "+1",
                "+12125551234\n",
                "+١٢١٢٥٥٥١٢٣٤",
                "sip:ann@example.com",
                "anonymous@anonymous.invalid",
                "nobody"
            })
    void anythingElseIsRefused(String from) {
        assertThat(Caller.isWellFormed(from)).isFalse();
        assertThat(validator.isValid(from, null)).isFalse();
    }

    @Test
    void aMissingNumberIsLeftToNotNull() {
        assertThat(validator.isValid(null, null)).isTrue();
        assertThat(validator.isValid("+12125551234", null)).isTrue();
        assertThat(Caller.canBeTexted(null)).isFalse();
    }
}
