package com.nevermisscall.callservice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The other stand-ins in the spelling that the service speaks with the real ones. */
@SandboxTest
class StandInsTest {

    private static final UUID PLUMBER = DemoTenant.ALL.get(0).id();

    @Autowired
    private MockMvcTester mvc;

    @Test
    void theDispatcherSpeaksSnakeCase() {
        assertThat(post("/sandbox/dispatch/dispatch/process", """
                        {"conversation_id": "c", "tenant_id": "t", "trade_type": "plumbing", "business_name": "Rivera",
                         "conversation_history": [{"timestamp": "2026-03-03T17:59:00Z", "sender": "system",
                                                   "message": "How can we help?", "message_type": "sms"}],
                         "current_message": "my sink is leaking, 12 Oak Street, Los Angeles, CA 90013",
                         "business_hours": {"wednesday": {"start": "09:00", "end": "18:00"}, "sunday": null},
                         "business_address": {"street_address": "", "city": "", "state": "CA", "postal_code": ""},
                         "business_settings": {"accept_emergencies": true, "service_radius_miles": 25}}
                        """))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying(
                        "$.extracted_info.job_type", type -> assertThat(type).isEqualTo("leak_repair"))
                .hasPathSatisfying(
                        "$.extracted_info.address_verified",
                        verified -> assertThat(verified).isEqualTo(true))
                .hasPathSatisfying(
                        "$.confidence_scores.job_type_confidence",
                        score -> assertThat(score)
                                .asNumber()
                                .satisfies(number ->
                                        assertThat(number.doubleValue()).isBetween(0.8, 1.0)))
                .hasPathSatisfying(
                        "$.proposed_slot.start_time", start -> assertThat(start).isEqualTo("2026-03-04T17:00:00Z"))
                .hasPathSatisfying(
                        "$.next_action.message_to_customer",
                        message -> assertThat(message).asString().isNotBlank())
                .extractingPath("$.conversation_stage")
                .isEqualTo("confirming");
    }

    @Test
    void theTenantServiceKnowsTheBusiness() {
        assertThat(validate(PLUMBER, "{}"))
                .bodyJson()
                .hasPathSatisfying("$.exists", exists -> assertThat(exists).isEqualTo(true))
                .hasPathSatisfying("$.tradeType", trade -> assertThat(trade).isEqualTo("plumbing"))
                .hasPathSatisfying(
                        "$.businessHours.monday.start",
                        start -> assertThat(start).isEqualTo("07:00"))
                .hasPathSatisfying(
                        "$.businessHours.sunday", sunday -> assertThat(sunday).isNull())
                .extractingPath("$.serviceAreaValid")
                .isNull();
    }

    @Test
    void theTenantServiceJudgesAnAddress() {
        assertThat(validate(PLUMBER, "{\"customerAddress\": \"1 Main St, Los Angeles, CA 90015\"}"))
                .bodyJson()
                .hasPathSatisfying(
                        "$.serviceAreaValid", valid -> assertThat(valid).isEqualTo(true))
                .hasPathSatisfying("$.distanceMiles", miles -> assertThat(miles).isEqualTo(4.0))
                .extractingPath("$.travelTimeMinutes")
                .isEqualTo(8);
        assertThat(validate(PLUMBER, "{\"customerAddress\": \"1 Main St, San Diego, CA 92101\"}"))
                .bodyJson()
                .extractingPath("$.serviceAreaValid")
                .isEqualTo(false);
    }

    @Test
    void everyTenantExistsButOne() {
        assertThat(validate(UUID.fromString("99999999-9999-4999-8999-999999999999"), "{}"))
                .bodyJson()
                .extractingPath("$.exists")
                .isEqualTo(true);
        assertThat(validate(DemoTenant.NOBODY, "{}")).bodyJson().isStrictlyEqualTo("{\"exists\": false}");
    }

    @Test
    void aSwitchActsOnItsOwnCollaboratorOnly() {
        turn("{\"tenant\": \"failing\"}");
        try {
            assertThat(validate(PLUMBER, "{}")).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
            assertThat(post("/sandbox/dispatch/dispatch/process", "{}")).hasStatusOk();
            assertThat(mvc.get().uri("/sandbox/switches"))
                    .bodyJson()
                    .extractingPath("$.data.tenant")
                    .isEqualTo("failing");
        } finally {
            turn("{\"tenant\": \"ok\"}");
        }
        assertThat(validate(PLUMBER, "{}")).hasStatusOk();
    }

    @ParameterizedTest
    @CsvSource({
        "normal, initial, false",
        "emergency, escalated, false",
        "books, booking, true",
        "out_of_area, rejected, false"
    })
    void theDispatcherSaysWhatItIsToldTo(String says, String stage, boolean slot) {
        turn("{\"says\": \"" + says + "\"}");
        try {
            assertThat(post("/sandbox/dispatch/dispatch/process", "{\"current_message\": \"Hello\"}"))
                    .hasStatusOk()
                    .bodyJson()
                    .hasPathSatisfying("$.proposed_slot", proposed -> {
                        if (slot) {
                            assertThat(proposed).asMap().containsKey("start_time");
                        } else {
                            assertThat(proposed).isNull();
                        }
                    })
                    .hasPathSatisfying(
                            "$.next_action.message_to_customer",
                            message -> assertThat(message).asString().isNotBlank())
                    .extractingPath("$.conversation_stage")
                    .isEqualTo(stage);
        } finally {
            turn("{\"says\": \"normal\"}");
        }
    }

    @Test
    void theDispatcherTalksNonsense() {
        turn("{\"says\": \"nonsense\"}");
        try {
            assertThat(post("/sandbox/dispatch/dispatch/process", "{\"current_message\": \"Hello\"}"))
                    .hasStatusOk()
                    .bodyJson()
                    .extractingPath("$.next_action")
                    .isEqualTo("lorem ipsum");
        } finally {
            turn("{\"says\": \"normal\"}");
        }
    }

    @Test
    void theCountdownIsTheBusinesssOwnOrShort() {
        assertThat(validate(PLUMBER, "{}"))
                .bodyJson()
                .extractingPath("$.aiTakeoverDelaySeconds")
                .isEqualTo(15);
        turn("{\"countdown\": \"short\"}");
        try {
            assertThat(validate(PLUMBER, "{}"))
                    .bodyJson()
                    .extractingPath("$.aiTakeoverDelaySeconds")
                    .isEqualTo(5);
        } finally {
            turn("{\"countdown\": \"own\"}");
        }
    }

    private void turn(String switches) {
        assertThat(mvc.put()
                        .uri("/sandbox/switches")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(switches))
                .hasStatusOk();
    }

    private MvcTestResult validate(UUID tenant, String body) {
        return post("/sandbox/tenant/internal/tenants/" + tenant + "/validate", body);
    }

    private MvcTestResult post(String path, String body) {
        return mvc.post()
                .uri(path)
                .header("x-service-key", SandboxTest.KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
