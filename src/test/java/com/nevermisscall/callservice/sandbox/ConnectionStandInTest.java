package com.nevermisscall.callservice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SandboxTest
class ConnectionStandInTest {

    private static final UUID FIRST = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID SECOND = UUID.fromString("00000000-0000-4000-8000-000000000002");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private EventLog events;

    private final UUID tenant = UUID.randomUUID();

    @BeforeEach
    void nobodyListens() {
        events.close();
    }

    @Test
    void passesEventsOnAsTheyCome() throws Exception {
        MvcTestResult page = listen(tenant, null);
        UUID eventId = UUID.randomUUID();

        assertThat(broadcast(tenant, eventId, "call_missed")).hasStatusOk();

        assertThat(page.getResponse().getContentAsString())
                .contains("id:" + eventId)
                .contains("data:{\"event\":\"call_missed\",\"data\":{\"customerPhone\":\"+12125550101\"}");
    }

    @Test
    void dropsRepeats() throws Exception {
        MvcTestResult page = listen(tenant, null);
        UUID eventId = UUID.randomUUID();

        broadcast(tenant, eventId, "call_missed");
        assertThat(broadcast(tenant, eventId, "call_missed")).hasStatusOk();

        assertThat(page.getResponse().getContentAsString()).containsOnlyOnce("call_missed");
    }

    @Test
    void tellsNobodyOfAnotherTenant() throws Exception {
        MvcTestResult page = listen(UUID.randomUUID(), null);

        broadcast(tenant, UUID.randomUUID(), "call_missed");

        assertThat(page.getResponse().getContentAsString()).doesNotContain("call_missed");
    }

    @Test
    void resumesWhereThePageWasCutOff() throws Exception {
        broadcast(tenant, FIRST, "call_incoming");
        broadcast(tenant, SECOND, "call_missed");

        assertThat(listen(tenant, FIRST.toString()).getResponse().getContentAsString())
                .contains("call_missed")
                .doesNotContain("call_incoming");
        assertThat(listen(tenant, "of-another-life").getResponse().getContentAsString())
                .contains("call_incoming", "call_missed");
        assertThat(listen(tenant, null).getResponse().getContentAsString()).doesNotContain("call_missed");
    }

    @Test
    void letsThePagesGoWhenTheServiceStops() {
        MvcTestResult page = listen(tenant, null);

        events.close();

        assertThat(page.getRequest().getAsyncContext()).isNotNull();
        assertThat(page.getMvcResult().getAsyncResult(0)).isNull();
    }

    @Test
    void wantsANamedEvent() {
        assertThat(broadcast(tenant, UUID.randomUUID(), "")).hasStatus(HttpStatus.BAD_REQUEST);
    }

    private MvcTestResult listen(UUID whose, String lastEventId) {
        var request = mvc.get().uri("/sandbox/connection/events?tenantId=" + whose);
        return (lastEventId == null ? request : request.header("Last-Event-ID", lastEventId)).asyncExchange();
    }

    private MvcTestResult broadcast(UUID whose, UUID eventId, String event) {
        return mvc.post()
                .uri("/sandbox/connection/broadcast/tenant/" + whose)
                .header("x-service-key", SandboxTest.KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                        {"event": "%s", "data": {"customerPhone": "+12125550101"}, "eventId": "%s",
                         "timestamp": "2026-03-03T18:00:00Z"}
                        """.formatted(event, eventId))
                .exchange();
    }
}
