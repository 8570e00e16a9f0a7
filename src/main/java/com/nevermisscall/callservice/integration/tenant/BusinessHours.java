package com.nevermisscall.callservice.integration.tenant;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/**
 * When a business is open, in its own time zone.
 *
 * @param week the open days; a day that is absent is closed
 */
public record BusinessHours(Map<DayOfWeek, Opening> week) {

    private static final BusinessHours STANDARD =
            mondayToSaturday(new Opening(LocalTime.of(7, 0), LocalTime.of(18, 0)));

    public BusinessHours {
        EnumMap<DayOfWeek, Opening> days = new EnumMap<>(DayOfWeek.class);
        days.putAll(week);
        week = Collections.unmodifiableMap(days);
    }

    /** From opening to closing time of one day. */
    public record Opening(LocalTime start, LocalTime end) {}

    /** What is supposed where nothing is known: Monday to Saturday from 07:00 to 18:00. */
    public static BusinessHours standard() {
        return STANDARD;
    }

    /** The same hours from Monday to Saturday, Sunday closed. */
    public static BusinessHours mondayToSaturday(Opening hours) {
        Map<DayOfWeek, Opening> week = new EnumMap<>(DayOfWeek.class);
        EnumSet.range(MONDAY, SATURDAY).forEach(day -> week.put(day, hours));
        return new BusinessHours(week);
    }
}
