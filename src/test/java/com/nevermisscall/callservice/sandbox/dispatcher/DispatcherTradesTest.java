package com.nevermisscall.callservice.sandbox.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In every trade a customer gets from the problem to the appointment. */
class DispatcherTradesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(quoteCharacter = '"', textBlock = """
                    plumbing,    "Hi, my kitchen sink is clogged and backing up",        drain_clog
                    plumbing,    "the faucet in the bathroom keeps dripping",            leak_repair
                    plumbing,    "No hot water since yesterday, I think it's the tank",  water_heater
                    electrical,  "My breaker keeps tripping when I use the microwave",   panel_service
                    electrical,  "two outlets in the living room are dead",              outlet_repair
                    hvac,        "Our AC is blowing warm air",                           ac_repair
                    hvac,        "The furnace won\u2019t come on, it's cold in here",    furnace_repair
                    locksmith,   "I'm locked out of my house",                           lockout
                    locksmith,   "We just moved and want to change the locks",           rekey
                    garage_door, "I heard a bang and the spring is broken",              spring_replacement
                    garage_door, "The garage door won't open, remote seems dead",        opener_repair
                    """)
    void fromTheProblemToTheAppointment(String trade, String problem, String job) {
        Chat chat = Chat.with(trade);

        DispatchResponse first = chat.customer(problem);
        assertThat(first.extractedInfo().jobType()).isEqualTo(job);
        assertThat(first.extractedInfo().jobConfidence()).isGreaterThan(0.8).isLessThanOrEqualTo(1);
        assertThat(first.conversationStage()).isEqualTo("collecting_info");
        assertThat(first.proposedSlot()).isNull();
        assertThat(first.nextAction().messageToCustomer()).contains("address");

        DispatchResponse second = chat.customer("221 Spring Street, Los Angeles, CA 90013. Dana Reyes");
        assertThat(second.extractedInfo().jobType()).isEqualTo(job);
        assertThat(second.extractedInfo().customerAddress()).isEqualTo("221 Spring Street, Los Angeles, CA 90013");
        assertThat(second.extractedInfo().addressVerified()).isTrue();
        assertThat(second.extractedInfo().customerName()).isEqualTo("Dana Reyes");
        assertThat(second.conversationStage()).isEqualTo("confirming");
        assertThat(second.proposedSlot().startTime()).isAfter(Instant.parse("2026-03-03T18:00:00Z"));
        assertThat(second.proposedSlot().priceMin())
                .isLessThan(second.proposedSlot().priceMax());

        DispatchResponse third = chat.customer("Yes, sounds good");
        assertThat(third.conversationStage()).isEqualTo("booking");
        assertThat(third.nextAction().actionType()).isEqualTo("appointment_scheduled");
        assertThat(third.extractedInfo().customerConfirmed()).isTrue();
        assertThat(third.proposedSlot()).isEqualTo(second.proposedSlot());

        DispatchResponse fourth = chat.customer("Thank you!");
        assertThat(fourth.conversationStage()).isEqualTo("complete");
        assertThat(fourth.proposedSlot().startTime())
                .isEqualTo(second.proposedSlot().startTime());
    }
}
