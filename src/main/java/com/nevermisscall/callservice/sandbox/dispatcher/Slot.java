package com.nevermisscall.callservice.sandbox.dispatcher;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A window of arrival in the business's own time. */
record Slot(ZonedDateTime start, ZonedDateTime end) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, MMM d", Locale.US);
    private static final DateTimeFormatter MONTH_DAY = DateTimeFormatter.ofPattern("MMM d", Locale.US);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("h:mm a", Locale.US);
    private static final Pattern SPOKEN = Pattern.compile(
            "[A-Z][a-z]+day, ([A-Z][a-z]{2} \\d{1,2}), (\\d{1,2}:\\d{2} [AP]M) to (\\d{1,2}:\\d{2} [AP]M)");

    /** As a text message says it: {@code Tuesday, Mar 3, 8:00 AM to 10:00 AM}. */
    String spoken() {
        return DAY.format(start) + ", " + TIME.format(start) + " to " + TIME.format(end);
    }

    /** The slot that a message of ours names, read back; it is the one nearest to now, for nobody says the year. */
    static Optional<Slot> spokenIn(String message, ZonedDateTime now) {
        Matcher matcher = SPOKEN.matcher(message);
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            LocalDate day = nearest(MonthDay.from(MONTH_DAY.parse(matcher.group(1))), now.toLocalDate());
            ZonedDateTime start =
                    day.atTime(LocalTime.parse(matcher.group(2), TIME)).atZone(now.getZone());
            ZonedDateTime end =
                    day.atTime(LocalTime.parse(matcher.group(3), TIME)).atZone(now.getZone());
            return Optional.of(new Slot(start, end.isAfter(start) ? end : end.plusDays(1)));
        } catch (DateTimeException notOurs) {
            // A person of the business wrote something similar: it is no offer of ours.
            return Optional.empty();
        }
    }

    private static LocalDate nearest(MonthDay day, LocalDate today) {
        LocalDate thisYear = day.atYear(today.getYear());
        if (thisYear.isBefore(today.minusMonths(6))) {
            return day.atYear(today.getYear() + 1);
        }
        return thisYear.isAfter(today.plusMonths(6)) ? day.atYear(today.getYear() - 1) : thisYear;
    }
}
