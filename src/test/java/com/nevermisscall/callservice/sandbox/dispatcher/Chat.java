package com.nevermisscall.callservice.sandbox.dispatcher;

import com.nevermisscall.callservice.sandbox.dispatcher.DispatchRequest.BusinessAddress;
import com.nevermisscall.callservice.sandbox.dispatcher.DispatchRequest.BusinessSettings;
import com.nevermisscall.callservice.sandbox.dispatcher.DispatchRequest.HistoryEntry;
import com.nevermisscall.callservice.sandbox.dispatcher.DispatchRequest.OpeningHours;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A customer texting with the dispatcher on a Tuesday, 3 March 2026, at ten in the morning in Los Angeles. */
final class Chat {

    private static final Clock TUESDAY_TEN = Clock.fixed(Instant.parse("2026-03-03T18:00:00Z"), ZoneOffset.UTC);

    private final List<HistoryEntry> history = new ArrayList<>();
    private final String trade;
    private BusinessSettings settings = new BusinessSettings(true, false, true, 25.0);
    private Clock clock = TUESDAY_TEN;

    private Chat(String trade) {
        this.trade = trade;
        history.add(new HistoryEntry("system", "Hi! Sorry we missed your call at Acme. How can we help you today?"));
    }

    static Chat with(String trade) {
        return new Chat(trade);
    }

    Chat whereThe(BusinessSettings businessSettings) {
        settings = businessSettings;
        return this;
    }

    Chat at(String instant) {
        clock = Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
        return this;
    }

    /** A person of the business says something in between. */
    Chat human(String message) {
        history.add(new HistoryEntry("human", message));
        return this;
    }

    /** The customer says something and the dispatcher answers. */
    DispatchResponse customer(String message) {
        DispatchResponse response = new Dispatcher(clock).answer(request(message));
        history.add(new HistoryEntry("customer", message));
        history.add(new HistoryEntry("ai", response.nextAction().messageToCustomer()));
        return response;
    }

    private DispatchRequest request(String message) {
        Map<String, OpeningHours> hours = Stream.of("monday", "tuesday", "wednesday", "thursday", "friday")
                .collect(Collectors.toMap(
                        Function.identity(), day -> new OpeningHours(LocalTime.of(7, 0), LocalTime.of(18, 0))));
        return new DispatchRequest(
                List.copyOf(history),
                message,
                "Acme",
                trade,
                hours,
                new BusinessAddress("Los Angeles", "CA", "90012"),
                settings);
    }
}
