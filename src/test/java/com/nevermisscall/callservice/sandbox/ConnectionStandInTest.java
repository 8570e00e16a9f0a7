package com.nevermisscall.callservice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
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

        awaitIn(page, "id:" + eventId, "data:{\"event\":\"call_missed\",\"data\":{\"customerPhone\":\"+12125550101\"}");
    }

    @Test
    void dropsRepeats() throws Exception {
        MvcTestResult page = listen(tenant, null);
        UUID eventId = UUID.randomUUID();

        broadcast(tenant, eventId, "call_missed");
        assertThat(broadcast(tenant, eventId, "call_missed")).hasStatusOk();

        broadcast(tenant, UUID.randomUUID(), "the_last");
        awaitIn(page, "the_last");
        assertThat(page.getResponse().getContentAsString()).containsOnlyOnce("call_missed");
    }

    @Test
    void tellsNobodyOfAnotherTenant() throws Exception {
        UUID other = UUID.randomUUID();
        MvcTestResult page = listen(other, null);

        broadcast(tenant, UUID.randomUUID(), "call_missed");

        broadcast(other, UUID.randomUUID(), "the_last");
        awaitIn(page, "the_last");
        assertThat(page.getResponse().getContentAsString()).doesNotContain("call_missed");
    }

    @Test
    void resumesWhereThePageWasCutOff() throws Exception {
        broadcast(tenant, FIRST, "call_incoming");
        broadcast(tenant, SECOND, "call_missed");

        MvcTestResult back = listen(tenant, FIRST.toString());
        awaitIn(back, "call_missed");
        assertThat(back.getResponse().getContentAsString()).doesNotContain("call_incoming");
        awaitIn(listen(tenant, "of-another-life"), "call_incoming", "call_missed");

        MvcTestResult newcomer = listen(tenant, null);
        broadcast(tenant, UUID.randomUUID(), "the_last");
        awaitIn(newcomer, "the_last");
        assertThat(newcomer.getResponse().getContentAsString()).doesNotContain("call_missed");
    }

    @Test
    void tellsEverybodyByNameWhatIsNoLiveEvent() {
        MvcTestResult page = listen(tenant, null);

        events.tellAll("wire", Map.of("method", "POST"));

        awaitIn(page, "event:wire\ndata:{\"method\":\"POST\"}");
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

    private static void awaitIn(MvcTestResult page, String... parts) {
        await().untilAsserted(() ->
                assertThat(page.getResponse().getContentAsString()).contains(parts));
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
