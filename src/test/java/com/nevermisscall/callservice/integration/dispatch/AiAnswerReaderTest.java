package com.nevermisscall.callservice.integration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.integration.CollaboratorStub;
import com.nevermisscall.callservice.integration.WireObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AiAnswerReaderTest {

    private static final AiAnswer BOOKED = new AiAnswer(
            "See you at 9.",
            0.95,
            "booking",
            "appointment_scheduled",
            "leaking_faucet",
            0.9,
            "1 Main St",
            true,
            "Ann",
            Urgency.URGENT,
            0.7,
            Stage.BOOKING,
            true,
            true);

    private static final String SNAKE_CASE = """
            {"extracted_info": {"job_type": "leaking_faucet", "job_confidence": 0.9, "urgency_level": "urgent",
                                "urgency_confidence": 0.7, "customer_address": "1 Main St", "address_verified": true,
                                "customer_name": "Ann", "preferred_date": null, "customer_confirmed": true},
             "validation": {"service_area_valid": true, "trade_supported": true},
             "proposed_slot": {"start_time": "2026-11-02T09:00:00Z", "price_min": 80},
             "next_action": {"action_type": "appointment_scheduled", "message_to_customer": "See you at 9."},
             "conversation_stage": "booking",
             "confidence_scores": {"job_type_confidence": 0.1, "urgency_confidence": 0.1, "overall_confidence": 0.95}}
            """;

    private static final String CAMEL_CASE = """
            {"extractedInfo": {"jobType": "leaking_faucet", "jobConfidence": 0.9, "urgencyLevel": "urgent",
                               "urgencyConfidence": 0.7, "customerAddress": "1 Main St", "addressVerified": true,
                               "customerName": "Ann"},
             "validation": {"serviceAreaValid": true},
             "proposedSlot": {},
             "nextAction": {"actionType": "appointment_scheduled", "messageToCustomer": "See you at 9."},
             "conversationStage": "booking",
             "confidenceScores": {"overallConfidence": 0.95}}
            """;

    @ParameterizedTest
    @ValueSource(strings = {SNAKE_CASE, CAMEL_CASE})
    void readsTheNewerShape(String answer) {
        assertThat(read(answer)).isEqualTo(BOOKED);
    }

    @Test
    void readsTheOlderShape() {
        AiAnswer answer = read("""
                {"success": true, "aiResponse": {
                  "message": "Where are you?", "confidence": 0.8, "intent": "service_request",
                  "extractedInfo": {"jobType": "leak", "customerAddress": "1 Main St", "urgency": "emergency"},
                  "nextAction": "ask_address"}}
                """);

        assertThat(answer)
                .isEqualTo(new AiAnswer(
                        "Where are you?",
                        0.8,
                        "service_request",
                        "ask_address",
                        "leak",
                        0.8,
                        "1 Main St",
                        null,
                        null,
                        Urgency.EMERGENCY,
                        null,
                        null,
                        false,
                        null));
    }

    @Test
    void takesTheScoresWhereTheDetailsSayNothing() {
        AiAnswer answer = read("""
                {"extracted_info": {"job_confidence": "high"},
                 "confidence_scores": {"job_type_confidence": 1.7, "urgency_confidence": -1}}
                """);

        assertThat(answer.jobConfidence()).isEqualTo(1.0);
        assertThat(answer.urgencyConfidence()).isZero();
    }

    @Test
    void losesOnlyTheFieldsThatAreOfTheWrongType() {
        AiAnswer answer = read("""
                {"extracted_info": {"job_type": ["leak"], "address_verified": "yes", "urgency_level": 3,
                                    "customer_name": {}, "customer_address": "1 Main St"},
                 "validation": "fine", "proposed_slot": "tomorrow",
                 "next_action": {"action_type": 1, "message_to_customer": "Where are you?"},
                 "confidence_scores": {"overall_confidence": "high"}}
                """);

        assertThat(answer)
                .isEqualTo(new AiAnswer(
                        "Where are you?",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "1 Main St",
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        null));
    }

    @ParameterizedTest
    @CsvSource({"collecting_info, COLLECTING_INFO", "ESCALATED, ESCALATED", "dreaming, "})
    void keepsTheWordOfAStageThatIsNotKnown(String word, Stage stage) {
        AiAnswer answer = read("{\"conversation_stage\": \"" + word + "\"}");

        assertThat(answer.stage()).isEqualTo(stage);
        assertThat(answer.intent()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \\n \"", "null", "7"})
    void hasNothingToSayWhereTheMessageIsBlank(String message) {
        assertThat(read("{\"next_action\": {\"message_to_customer\": " + message + "}}")
                        .message())
                .isNull();
    }

    @Test
    void cutsALongMessageAtAWord() {
        String words = "word ".repeat(400);

        assertThat(messageOf(words)).isEqualTo("word ".repeat(320).strip());
        assertThat(messageOf("x" + words)).hasSizeLessThan(1600).endsWith(" word");
    }

    @Test
    void keepsAMessageOfJustTheLimit() {
        assertThat(messageOf("x".repeat(1600))).isEqualTo("x".repeat(1600));
        assertThat(messageOf("x".repeat(1595) + " end and more")).isEqualTo("x".repeat(1595) + " end");
    }

    @Test
    void cutsAMessageWithoutWordsBetweenCharacters() {
        assertThat(messageOf("x".repeat(2000))).isEqualTo("x".repeat(1600));
        assertThat(messageOf("x".repeat(1599) + "\uD83D\uDE00")).doesNotContain("\uD83D");
    }

    @Test
    void boundsTheTextsOfALead() {
        AiAnswer answer = read("""
                {"extracted_info": {"job_type": "%1$s", "customer_address": "%1$s", "customer_name": "A\\u0000%1$s"}}
                """.formatted("x".repeat(500)));

        assertThat(answer.jobType()).hasSize(100);
        assertThat(answer.customerAddress()).hasSize(300);
        assertThat(answer.customerName()).hasSize(120).startsWith("Ax");
    }

    @Test
    void tellsNothingOfTheCustomerInALogLine() {
        assertThat(BOOKED.toString()).doesNotContain("Ann", "Main St", "See you");
    }

    private static String messageOf(String text) {
        return read("{\"next_action\": {\"message_to_customer\": \"" + text + "\"}}")
                .message();
    }

    private static AiAnswer read(String answer) {
        return AiAnswerReader.read(new WireObject(CollaboratorStub.parse(answer)))
                .orElseThrow();
    }
}
