package com.nevermisscall.callservice.sandbox.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.sandbox.dispatcher.DispatchRequest.BusinessSettings;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest {

    private static final String ADDRESS = "12 Oak Ct, Los Angeles, CA 90013";

    private final Chat chat = Chat.with("plumbing");

    @Test
    void asksForTheProblemBeforeAnythingElse() {
        DispatchResponse response = chat.customer("Hello?");

        assertThat(response.conversationStage()).isEqualTo("initial");
        assertThat(response.extractedInfo().jobType()).isNull();
        assertThat(response.extractedInfo().jobConfidence()).isLessThan(0.8);
        assertThat(response.nextAction().messageToCustomer()).contains("What can we help you with?");
    }

    @Test
    void callsForAPersonWhenAskingTwiceDidNotHelp() {
        chat.customer("Hello?");
        chat.customer("Anybody there?");

        assertThat(chat.customer("???").conversationStage()).isEqualTo("escalated");
    }

    @Test
    void aHintAloneIsNotEnoughToBeSure() {
        assertThat(chat.customer("something with the sink").extractedInfo().jobConfidence())
                .isBetween(0.3, 0.8);
    }

    @Test
    void aStreetNameIsNoProblem() {
        assertThat(Chat.with("garage_door")
                        .customer("I am at 221 Spring Street")
                        .extractedInfo()
                        .jobType())
                .isNull();
    }

    @Test
    void offersTheNextOpenDayForAnOrdinaryJob() {
        DispatchResponse response = chat.customer("leaking pipe at " + ADDRESS);

        assertThat(response.proposedSlot().startTime()).isEqualTo(Instant.parse("2026-03-04T15:00:00Z"));
        assertThat(response.nextAction().messageToCustomer()).contains("Wednesday, Mar 4, 7:00 AM to 9:00 AM");
    }

    @Test
    void offersTodayWhenItIsUrgent() {
        DispatchResponse response = chat.customer("leaking pipe, need someone ASAP. " + ADDRESS);

        assertThat(response.extractedInfo().urgencyLevel()).isEqualTo("urgent");
        assertThat(response.proposedSlot().startTime()).isEqualTo(Instant.parse("2026-03-03T19:00:00Z"));
    }

    @Test
    void comesAtNightForAnEmergency() {
        DispatchResponse response =
                chat.at("2026-03-08T06:10:00Z").customer("pipe burst, water everywhere! " + ADDRESS);

        assertThat(response.extractedInfo().urgencyLevel()).isEqualTo("emergency");
        assertThat(response.validation().withinBusinessHours()).isFalse();
        assertThat(response.proposedSlot().startTime()).isEqualTo(Instant.parse("2026-03-08T07:00:00Z"));
    }

    @Test
    void followsTheCustomersOwnDayAndTime() {
        chat.customer("leaking pipe at " + ADDRESS);

        DispatchResponse thursday = chat.customer("Could you come on Thursday?");
        assertThat(thursday.conversationStage()).isEqualTo("confirming");
        assertThat(thursday.extractedInfo().preferredDate()).hasToString("2026-03-05");
        assertThat(chat.customer("the afternoon would be better").nextAction().messageToCustomer())
                .contains("Thursday, Mar 5, 1:00 PM to 3:00 PM");
        assertThat(chat.customer("yes thursday works").conversationStage()).isEqualTo("booking");
    }

    @Test
    void noMeansALaterTime() {
        DispatchResponse first = chat.customer("leaking pipe at " + ADDRESS);
        DispatchResponse second = chat.customer("No, that doesn't work");

        assertThat(second.conversationStage()).isEqualTo("confirming");
        assertThat(second.proposedSlot().startTime())
                .isAfterOrEqualTo(first.proposedSlot().endTime());
    }

    @Test
    void aYesToAPersonsQuestionBooksNothing() {
        chat.customer("leaking pipe at " + ADDRESS);
        chat.human("Is there a dog in the house?");

        assertThat(chat.customer("yes").conversationStage()).isEqualTo("confirming");
    }

    @Test
    void aYesThatComesTooLateGetsANewOffer() {
        chat.customer("leaking pipe at " + ADDRESS);

        DispatchResponse response = chat.at("2026-03-05T18:00:00Z").customer("yes");

        assertThat(response.conversationStage()).isEqualTo("confirming");
        assertThat(response.proposedSlot().startTime()).isEqualTo(Instant.parse("2026-03-06T15:00:00Z"));
    }

    @Test
    void aBookedCustomerMayMoveOrCancel() {
        chat.customer("leaking pipe at " + ADDRESS);
        chat.customer("yes");

        assertThat(chat.customer("Can we move it to Friday?").nextAction().messageToCustomer())
                .contains("Friday, Mar 6");
        assertThat(chat.customer("perfect").conversationStage()).isEqualTo("booking");
        assertThat(chat.customer("please cancel my appointment").conversationStage())
                .isEqualTo("escalated");
    }

    @Test
    void tellsThePriceWhenAsked() {
        assertThat(chat.customer("How much for a clogged drain?").nextAction().messageToCustomer())
                .contains("$120 to $280");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"I smell gas near the water heater", "can I talk to a real person", "the boiler is on fire"})
    void callsForAPerson(String message) {
        DispatchResponse response = chat.customer(message);

        assertThat(response.conversationStage()).isEqualTo("escalated");
        assertThat(response.proposedSlot()).isNull();
    }

    @Test
    void sendsNobodyOutOfTheArea() {
        DispatchResponse response = chat.customer("leaking pipe at 5 Fremont Street, Las Vegas, NV 89101");

        assertThat(response.conversationStage()).isEqualTo("rejected");
        assertThat(response.validation().serviceAreaValid()).isFalse();
    }

    @Test
    void leavesOtherTradesToOthers() {
        DispatchResponse response = chat.customer("my garage door opener is broken");

        assertThat(response.conversationStage()).isEqualTo("rejected");
        assertThat(response.validation().tradeSupported()).isFalse();
        assertThat(response.validation().serviceAreaValid()).isTrue();
    }

    @Test
    void leavesItToAPersonWhenTheBusinessIsAway() {
        chat.whereThe(new BusinessSettings(true, true, true, 25.0));

        assertThat(chat.customer("leaking pipe at " + ADDRESS).conversationStage())
                .isEqualTo("escalated");
    }

    @Test
    void sameQuestionSameAnswer() {
        DispatchResponse once = Chat.with("plumbing").customer("leaking pipe at " + ADDRESS);
        DispatchResponse again = Chat.with("plumbing").customer("leaking pipe at " + ADDRESS);

        assertThat(again).isEqualTo(once);
    }
}
