package com.nevermisscall.callservice.sandbox.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.sandbox.dispatcher.Transcript.Turn;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of a customer's text: addresses, names, urgency, distance, times. */
class ReadingTest {

    private static final String BOTH_ASKED = "What is the address, and what name should we put the visit under?";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    I live at 221 Maple Street, thanks            | 221 Maple Street
                    my address is 9 north elm ave apt 4b          | 9 north elm ave apt 4b
                    221 Maple St Los Angeles CA 90012 please hurry | 221 Maple St Los Angeles CA 90012
                    It's 12 Oak Court, Santa Monica. I'm Dana     | 12 Oak Court, Santa Monica
                    """)
    void findsAddresses(String text, String address) {
        assertThat(AddressReader.find(new Turn("", text))).contains(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"I have 2 leaks on my way out", "since 3 days the drain is slow", "about 10 minutes"})
    void findsNoAddressWhereThereIsNone(String text) {
        assertThat(AddressReader.find(new Turn("", text))).isEmpty();
    }

    @Test
    void takesABareAnswerForAnAddressOnlyWhenAsked() {
        assertThat(AddressReader.find(new Turn(BOTH_ASKED, "4512 Elm"))).contains("4512 Elm");
        assertThat(AddressReader.find(new Turn("", "4512 Elm"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"My name is Dana,Dana", "Hi I'm Dana Reyes and my sink leaks,Dana Reyes", "this is José,José"})
    void findsNames(String text, String name) {
        assertThat(NameReader.find(new Turn("", text))).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"I'm locked out", "it's urgent", "Dana"})
    void findsNoNameWhereThereIsNone(String text) {
        assertThat(NameReader.find(new Turn("", text))).isEmpty();
    }

    @Test
    void takesABareAnswerForANameWhenAsked() {
        assertThat(NameReader.find(new Turn(BOTH_ASKED, "221 Maple Street\ndana")))
                .contains("dana");
        assertThat(NameReader.find(new Turn(BOTH_ASKED, "ok thanks"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "the tap drips,NORMAL",
        "no rush it is not an emergency,NORMAL",
        "please install a smoke detector,NORMAL",
        "as soon as possible please,URGENT",
        "we have no heat,URGENT",
        "the outlet is sparking,EMERGENCY",
        "my basement is flooded,EMERGENCY"
    })
    void readsTheUrgency(String text, Urgency urgency) {
        assertThat(Urgency.of(text)).isEqualTo(urgency);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1 Main St, Los Angeles, CA 90015   | true  | true
                    1 Main St                          | true  | true
                    12 Oak Ct                          | true  | true
                    somewhere in Los Angeles           | true  | true
                    1 Main St, San Diego, CA 92101     | true  | false
                    5 Fremont Street, Las Vegas, NV    | true  | false
                    5 Fremont Street Las Vegas NV 89101 | true | false
                    near the old mill                  | false | false
                    """)
    void judgesTheServiceArea(String address, boolean validated, boolean inside) {
        ServiceArea.Verdict verdict = new ServiceArea("Los Angeles", "CA", "90012", 25).check(address);

        assertThat(verdict.addressValidated()).isEqualTo(validated);
        assertThat(verdict.inside()).isEqualTo(inside);
        assertThat(verdict.miles() != null).isEqualTo(validated);
    }

    @Test
    void readsItsOwnTimesBackAcrossTheTurnOfTheYear() {
        ZonedDateTime newYearsEve = ZonedDateTime.of(2026, 12, 31, 23, 0, 0, 0, ZoneId.of("America/New_York"));
        Slot slot = new Slot(newYearsEve.plusHours(10), newYearsEve.plusHours(12));

        assertThat(Slot.spokenIn("We can come " + slot.spoken() + ".", newYearsEve))
                .contains(slot);
        assertThat(Slot.spokenIn("Tuesday, Xyz 3, 8:00 AM to 10:00 AM", newYearsEve))
                .isEmpty();
        assertThat(Slot.spokenIn("Some day, some time", newYearsEve)).isEmpty();
    }
}
