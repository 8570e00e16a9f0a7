package com.nevermisscall.callservice.integration.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.integration.WireObject;
import com.nevermisscall.callservice.integration.tenant.BusinessHours.Opening;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads business hours: {@code "07:00-18:00"}, or a day-by-day object; what cannot be read is as in the standard week. */
final class BusinessHoursReader {

    private static final Pattern SPAN = Pattern.compile("\\s*(\\d{1,2}:\\d{2})\\s*[-–]\\s*(\\d{1,2}:\\d{2})\\s*");
    private static final DateTimeFormatter HOUR_AND_MINUTE = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

    private BusinessHoursReader() {}

    static BusinessHours read(JsonNode hours) {
        if (hours.isTextual()) {
            return span(hours.textValue()).map(BusinessHours::mondayToSaturday).orElseGet(BusinessHours::standard);
        }
        boolean dayByDay = Arrays.stream(DayOfWeek.values()).anyMatch(day -> hours.has(nameOf(day)));
        return dayByDay ? week(hours) : BusinessHours.standard();
    }

    private static BusinessHours week(JsonNode hours) {
        Map<DayOfWeek, Opening> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (hours.hasNonNull(nameOf(day))) {
                Opening opening = opening(new WireObject(hours.get(nameOf(day))))
                        .orElse(BusinessHours.standard().week().get(day));
                if (opening != null) {
                    week.put(day, opening);
                }
            }
        }
        return new BusinessHours(week);
    }

    private static Optional<Opening> opening(WireObject day) {
        return opening(day.text("start", 8), day.text("end", 8));
    }

    private static Optional<Opening> span(String text) {
        Matcher span = SPAN.matcher(text);
        return span.matches() ? opening(span.group(1), span.group(2)) : Optional.empty();
    }

    private static Optional<Opening> opening(String start, String end) {
        if (start == null || end == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Opening(LocalTime.parse(start, HOUR_AND_MINUTE), LocalTime.parse(end, HOUR_AND_MINUTE)));
        } catch (DateTimeParseException noTimeOfDay) {
            return Optional.empty();
        }
    }

    private static String nameOf(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }
}
