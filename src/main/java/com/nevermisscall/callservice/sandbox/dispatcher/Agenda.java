package com.nevermisscall.callservice.sandbox.dispatcher;

import com.nevermisscall.callservice.sandbox.dispatcher.DispatchRequest.OpeningHours;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The business's opening hours and the present moment in its own time; nothing is ever booked out. */
record Agenda(Map<String, OpeningHours> hours, boolean roundTheClock, ZonedDateTime now) {

    private static final Duration WINDOW = Duration.ofHours(2);
    private static final Duration WAY_THERE = Duration.ofMinutes(45);
    private static final int DAYS_AHEAD = 21;
    private static final OpeningHours USUAL_HOURS = new OpeningHours(LocalTime.of(8, 0), LocalTime.of(17, 0));

    /** The first window for a job of that urgency, on the wished day or the first open one after it. */
    Slot next(Urgency urgency, Wish wish) {
        return switch (urgency) {
            case EMERGENCY -> wish.isGiven() || !roundTheClock ? after(soon(), wish) : window(soon());
            case URGENT -> after(soon(), wish);
            case NORMAL -> after(now.plusDays(1).truncatedTo(ChronoUnit.DAYS), wish);
        };
    }

    /**
     * The first window that starts no earlier than that, on the wished day or the first open one after it. A wish for
     * an hour that no open day has is left aside.
     */
    Slot after(ZonedDateTime earliest, Wish wish) {
        ZonedDateTime notBefore = now.toLocalDate().equals(wish.day()) ? soon() : earliest;
        LocalDate first = notBefore.toLocalDate();
        return Stream.iterate(
                        wish.day() != null && wish.day().isAfter(first) ? wish.day() : first, day -> day.plusDays(1))
                .limit(DAYS_AHEAD)
                .flatMap(day -> on(day, notBefore, wish.from()).stream())
                .findFirst()
                .orElseGet(() -> wish.from() == null ? window(soon()) : after(earliest, new Wish(wish.day(), null)));
    }

    /** Whether the business is open right now. */
    boolean isOpen() {
        LocalTime time = now.toLocalTime();
        return openOn(now.toLocalDate())
                .filter(open -> !time.isBefore(open.start()) && time.isBefore(open.end()))
                .isPresent();
    }

    private Optional<Slot> on(LocalDate day, ZonedDateTime notBefore, LocalTime from) {
        return openOn(day).flatMap(open -> {
            LocalTime time = from != null && from.isAfter(open.start()) ? from : open.start();
            ZonedDateTime start = day.atTime(time).atZone(now.getZone());
            Slot slot = window(start.isAfter(notBefore) ? start : notBefore);
            ZonedDateTime closing = day.atTime(open.end()).atZone(now.getZone());
            return slot.end().isAfter(closing) ? Optional.empty() : Optional.of(slot);
        });
    }

    private Optional<OpeningHours> openOn(LocalDate day) {
        if (hours.isEmpty()) {
            return Optional.of(USUAL_HOURS).filter(usual -> day.getDayOfWeek().getValue() <= 5);
        }
        return Optional.ofNullable(hours.get(day.getDayOfWeek().name().toLowerCase(Locale.ROOT)))
                .filter(open -> open.start() != null && open.end() != null);
    }

    private ZonedDateTime soon() {
        return now.plus(WAY_THERE);
    }

    /** Windows start at full and half hours. */
    private static Slot window(ZonedDateTime earliest) {
        ZonedDateTime start = earliest.truncatedTo(ChronoUnit.HOURS);
        while (start.isBefore(earliest)) {
            start = start.plusMinutes(30);
        }
        return new Slot(start, start.plus(WINDOW));
    }
}
