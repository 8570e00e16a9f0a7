package com.nevermisscall.callservice.sandbox.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The dispatcher that does not make up its own mind. */
class ManneredDispatcherTest {

    private final Dispatcher dispatcher =
            new Dispatcher(Clock.fixed(Instant.parse("2026-03-03T18:00:00Z"), ZoneOffset.UTC));

    @Test
    void takesEverythingForAnEmergency() {
        DispatchResponse response = dispatcher.escalate(asking("Hello"));

        assertThat(response.conversationStage()).isEqualTo("escalated");
        assertThat(response.extractedInfo().urgencyLevel()).isEqualTo("emergency");
        assertThat(response.nextAction().messageToCustomer()).contains("emergency", "our business has been told");
    }

    @Test
    void booksWithoutFurtherQuestions() {
        DispatchResponse response = dispatcher.book(asking("Hello"));

        assertThat(response.conversationStage()).isEqualTo("booking");
        assertThat(response.extractedInfo().jobType()).isEqualTo("drain_clog");
        assertThat(response.proposedSlot().startTime()).isAfter(Instant.parse("2026-03-03T18:00:00Z"));
        assertThat(response.nextAction().messageToCustomer()).startsWith("Booked: ");
    }

    @Test
    void keepsToABookingThatStands() {
        String booked = dispatcher.book(asking("Hello")).nextAction().messageToCustomer();
        DispatchRequest again = asking(
                "Thanks",
                new DispatchRequest.HistoryEntry("customer", "Hello"),
                new DispatchRequest.HistoryEntry("ai", booked));

        assertThat(dispatcher.book(again).conversationStage()).isEqualTo("complete");
    }

    @Test
    void declinesForTheDistance() {
        DispatchResponse response = dispatcher.decline(asking("My sink leaks"));

        assertThat(response.conversationStage()).isEqualTo("rejected");
        assertThat(response.validation().serviceAreaValid()).isFalse();
        assertThat(response.extractedInfo().jobType()).isEqualTo("leak_repair");
    }

    private static DispatchRequest asking(String message, DispatchRequest.HistoryEntry... history) {
        return new DispatchRequest(new ArrayList<>(List.of(history)), message, null, null, null, null, null);
    }
}
