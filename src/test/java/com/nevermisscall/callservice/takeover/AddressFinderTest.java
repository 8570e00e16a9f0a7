package com.nevermisscall.callservice.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A wrong address is worse than none: it is checked, found outside the service area, and a customer is turned away.
 */
class AddressFinderTest {

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(
            delimiter = '|',
            value = {
                "123 Main St|123 Main St",
                "I live at 123 Main Street.|123 Main Street",
                "the address is 123 main st, can you come today?|123 main st",
                "123 Main St, please come quick and bring a wrench|123 Main St",
                "I'm at 12 Main Street my sink leaks|12 Main Street",
                "12 Main St is where it leaks|12 Main St",
                "123 Main St, Los Angeles, CA 90210|123 Main St, Los Angeles, CA 90210",
                "123 main st, los angeles, ca 90210 thanks|123 main st, los angeles, ca 90210",
                "123 Main St Los Angeles CA 90210|123 Main St Los Angeles CA 90210",
                "4500 N. Sunset Blvd, Apt 4B, Los Angeles, CA|4500 N. Sunset Blvd, Apt 4B, Los Angeles, CA",
                "77 O'Brien Rd #12, Albany, NY 12207-1234|77 O'Brien Rd #12, Albany, NY 12207-1234",
                "Come to 221B Baker Street, Springfield|221B Baker Street, Springfield",
                "9 Martin Luther King Jr. Dr|9 Martin Luther King Jr. Dr",
                "1600 Pennsylvania Ave NW|1600 Pennsylvania Ave NW",
                "12 Main St unit is broken|12 Main St",
                "12 Main St, thanks|12 Main St",
                "12 Main St, ok?|12 Main St",
                "12 Main St in Albany|12 Main St",
                "123 main st, albany, ny|123 main st, albany, ny",
                "15 42nd St, New York|15 42nd St, New York",
                "8 St. Mark's Place|8 St. Mark's Place",
                "call 555 1234 or come to 10 Elm Ln|10 Elm Ln",
                "10 Peña Rd, Española, NM 87532|10 Peña Rd, Española, NM 87532"
            })
    void anAddressIsFoundInTheCustomersOwnSpelling(String text, String address) {
        assertThat(AddressFinder.in(text)).contains(address);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                "My sink leaks",
                "2 drains in 3 rooms",
                "I have 2 toilets blocked",
                "3 days on the way",
                "be there in 20 minutes, I am on my way",
                "2 of my neighbors on this street have it too",
                "1 drain in my place",
                "it is 5 degrees in our place",
                "2 cars are in the drive",
                "we paid 300 for this place",
                "24 hours a day is the only way",
                "call me at 2125550101",
                "555-0101",
                "1/2 inch pipe",
                "Main Street",
                "#5",
                "10 4 good buddy"
            })
    void nothingElseIsTakenForOne(String text) {
        assertThat(AddressFinder.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"123 Main St,\nLos Angeles, CA 90210", "123\nMain St, Los Angeles,\nCA 90210"})
    void anAddressMayBreakOverLines(String text) {
        assertThat(AddressFinder.in(text).map(found -> found.replaceAll("\\s+", " ")))
                .contains("123 Main St, Los Angeles, CA 90210");
    }

    static List<String> adversarial() {
        return List.of(
                "1".repeat(1600),
                "1 ".repeat(800),
                "1" + " ".repeat(1599),
                "1 " + "a ".repeat(799),
                "1 a".repeat(533),
                ("1 " + " ".repeat(50) + "a" + " ".repeat(50)).repeat(15),
                "1 " + "a".repeat(1598),
                "1 " + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ".repeat(51),
                "1 a st," + " ".repeat(1590),
                "1 a st," + "a ".repeat(790),
                "1 a st" + ", a".repeat(530),
                "1 a st ".repeat(228),
                "1 st st st st st ".repeat(94),
                "1 a st #" + "1".repeat(1590));
    }

    @ParameterizedTest
    @MethodSource("adversarial")
    void noTextTakesLong(String text) {
        assertTimeout(Duration.ofSeconds(1), () -> AddressFinder.in(text));
    }

    @ParameterizedTest
    @MethodSource("adversarial")
    void noAddressIsLongerThanALeadKeeps(String text) {
        assertThat(AddressFinder.in(text).orElse("").length()).isLessThanOrEqualTo(300);
    }
}
