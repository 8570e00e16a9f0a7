package com.nevermisscall.callservice.sandbox.dispatcher;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When the customer would like somebody to come; either part is null where not said. */
record Wish(LocalDate day, LocalTime from) {

    static final Wish NONE = new Wish(null, null);

    private static final Pattern RELATIVE =
            Pattern.compile("\\b(today|tonight|tomorrow|next week)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern WEEKDAY = Pattern.compile(
            "\\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern PART_OF_DAY =
            Pattern.compile("\\b(morning|noon|afternoon|evening|tonight)\\b", Pattern.CASE_INSENSITIVE);

    /** Reads the wish in a text; {@link #NONE} where there is none. */
    static Wish in(String text, LocalDate today) {
        return new Wish(day(text, today), partOfDay(text));
    }

    boolean isGiven() {
        return day != null || from != null;
    }

    /** Whether the slot is what was wished for. */
    boolean fits(Slot slot) {
        boolean rightDay = day == null || day.equals(slot.start().toLocalDate());
        return rightDay && (from == null || !slot.start().toLocalTime().isBefore(from));
    }

    private static LocalDate day(String text, LocalDate today) {
        Matcher weekday = WEEKDAY.matcher(text);
        if (weekday.find()) {
            return today.with(
                    TemporalAdjusters.next(DayOfWeek.valueOf(weekday.group(1).toUpperCase(Locale.ROOT))));
        }
        Matcher relative = RELATIVE.matcher(text);
        if (!relative.find()) {
            return null;
        }
        return switch (relative.group(1).toLowerCase(Locale.ROOT)) {
            case "tomorrow" -> today.plusDays(1);
            case "next week" -> today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            default -> today;
        };
    }

    private static LocalTime partOfDay(String text) {
        Matcher part = PART_OF_DAY.matcher(text);
        if (!part.find()) {
            return null;
        }
        return switch (part.group(1).toLowerCase(Locale.ROOT)) {
            case "morning" -> LocalTime.of(7, 0);
            case "noon" -> LocalTime.NOON;
            case "afternoon" -> LocalTime.of(13, 0);
            default -> LocalTime.of(16, 0);
        };
    }
}
