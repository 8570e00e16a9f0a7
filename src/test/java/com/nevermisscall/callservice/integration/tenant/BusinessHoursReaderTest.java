package com.nevermisscall.callservice.integration.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.integration.CollaboratorStub;
import com.nevermisscall.callservice.integration.tenant.BusinessHours.Opening;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessHoursReaderTest {

    private static final Opening EIGHT_TO_FOUR = new Opening(LocalTime.of(8, 0), LocalTime.of(16, 0));

    @Test
    void supposesMondayToSaturday() {
        assertThat(BusinessHours.standard().week())
                .hasSize(6)
                .doesNotContainKey(DayOfWeek.SUNDAY)
                .containsEntry(DayOfWeek.SATURDAY, new Opening(LocalTime.of(7, 0), LocalTime.of(18, 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"08:00-16:00\"", "\"8:00 - 16:00\""})
    void readsOneSpanForMondayToSaturday(String hours) {
        assertThat(read(hours)).isEqualTo(BusinessHours.mondayToSaturday(EIGHT_TO_FOUR));
    }

    @Test
    void readsEachDay() {
        assertThat(read("{\"monday\": {\"start\": \"08:00\", \"end\": \"16:00\"}, \"tuesday\": null}"))
                .isEqualTo(new BusinessHours(Map.of(DayOfWeek.MONDAY, EIGHT_TO_FOUR)));
    }

    @Test
    void supposesTheStandardHoursOfADayThatCannotBeRead() {
        assertThat(read("{\"monday\": {\"start\": \"early\", \"end\": 16}, \"sunday\": \"maybe\"}"))
                .isEqualTo(new BusinessHours(
                        Map.of(DayOfWeek.MONDAY, BusinessHours.standard().week().get(DayOfWeek.MONDAY))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"always\"", "\"25:00-26:00\"", "[]", "{}", "{\"holidays\": null}"})
    void supposesTheStandardWeekWhereNothingCanBeRead(String hours) {
        assertThat(read(hours)).isEqualTo(BusinessHours.standard());
    }

    private static BusinessHours read(String hours) {
        return BusinessHoursReader.read(CollaboratorStub.parse(hours));
    }
}
