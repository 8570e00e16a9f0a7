package com.nevermisscall.callservice.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.support.Replicas;
import com.nevermisscall.callservice.support.ReplicasTest;
import com.nevermisscall.callservice.support.StandIns;
import com.nevermisscall.callservice.support.Story;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** No tenant sees, changes or is told of anything of another's. */
@ReplicasTest
class TenantIsolationIT {

    private static final List<String> TABLES = List.of("calls", "conversations", "messages", "leads", "opt_outs");

    /** A body for each user endpoint that would do something, were it the own tenant's resource. */
    private static final Map<String, String> BODIES = Map.of(
            "POST /privacy/tenant/{tenantId}/export", "{\"customerPhone\": \"+12125550101\"}",
            "POST /privacy/tenant/{tenantId}/erase", "{\"customerPhone\": \"+12125550101\"}",
            "POST /conversations/{conversationId}/reply", "{\"message\": \"Hello from elsewhere\"}",
            "POST /conversations/{conversationId}/ai/deactivate", "{\"reason\": \"human_takeover\"}",
            "POST /conversations/{conversationId}/ai/activate", "{}",
            "PUT /conversations/{conversationId}/status", "{\"status\": \"completed\", \"outcome\": \"resolved\"}",
            "PUT /leads/{leadId}/status", "{\"status\": \"lost\", \"notes\": \"mine\", \"estimatedValue\": 1.00}");

    private Story victim;
    private Story stranger;
    private String callSid;
    private String messageSid;
    private Map<String, String> ids;

    @BeforeEach
    void begin() {
        victim = Replicas.story();
        stranger = Replicas.story();
        callSid = Story.newSid("CA");
        messageSid = Story.newSid("SM");
        victim.calls(callSid, "ringing");
        Story.Answer missed = victim.misses(callSid);
        ids = Map.of(
                "tenantId", victim.tenantId().toString(),
                "callId", missed.text("call.id"),
                "conversationId", missed.text("call.conversationId"),
                "leadId", missed.text("call.leadId"));
        victim.texts(ids.get("conversationId"), messageSid, "My sink is leaking");
        Replicas.awaitIdle();
    }

    @TestFactory
    Stream<DynamicTest> everyUserEndpointRefusesAnotherTenantsResource() {
        return userEndpoints()
                .map(endpoint -> DynamicTest.dynamicTest(
                        endpoint.toString(),
                        () -> assertNothingHappens(() -> {
                            Story.Answer answer = stranger.user(
                                    endpoint.method(), endpoint.path(ids), BODIES.get(endpoint.toString()));
                            assertThat(answer.status()).isEqualTo(403);
                            assertThat(answer.code()).isEqualTo("ACCESS_DENIED");
                            assertThat(answer.data().isMissingNode()).isTrue();
                        })));
    }

    @Test
    void everyUserEndpointThatTakesABodyIsTriedWithOne() {
        assertThat(userEndpoints().map(Endpoint::toString).filter(endpoint -> !endpoint.startsWith("GET")))
                .containsExactlyInAnyOrderElementsOf(BODIES.keySet());
    }

    @Test
    void listsTellTheOwnOnly() {
        Story.Answer missed = stranger.missedCall();
        List<String> own =
                List.of(missed.text("call.id"), missed.text("call.conversationId"), missed.text("call.leadId"));

        assertThat(Stream.of("/calls/tenant/%s/recent", "/conversations/tenant/%s/active", "/leads/tenant/%s")
                        .map(list -> stranger.user("GET", list.formatted(stranger.tenantId()), null)
                                .data())
                        .flatMap(data -> Stream.of("calls", "conversations", "leads")
                                .flatMap(name -> data.path(name).findValuesAsText("id").stream())))
                .containsExactlyElementsOf(own);
        assertThat(stranger.user("GET", "/leads/tenant/%s/stats".formatted(stranger.tenantId()), null)
                        .text("totalLeads"))
                .isEqualTo("1");
    }

    @Test
    void aMessageOfAnotherTenantIsNoPlaceToReadOnFrom() {
        String own = stranger.missedCall().text("call.conversationId");
        String foreign =
                victim.messages(ids.get("conversationId")).get(0).path("id").asText();

        Story.Answer answer = stranger.user("GET", "/conversations/" + own + "?before=" + foreign, null);

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void webhooksWithSidsOfAnotherTenantAreRefusedAndChangeNothing() {
        assertNothingHappens(() -> {
            assertThat(stranger.calls(callSid, "completed").status()).isEqualTo(400);
            assertThat(stranger.calls(callSid, "no-answer").status()).isEqualTo(400);
            assertThat(stranger.webhook("/calls/missed", missed(callSid)).status())
                    .isEqualTo(400);
            assertThat(stranger.webhook("/conversations/messages/incoming", text(messageSid, "Mine?"))
                            .status())
                    .isEqualTo(400);
            assertThat(stranger.texts(ids.get("conversationId"), "From another customer")
                            .status())
                    .isEqualTo(400);
        });
        assertThat(rowsOf(stranger.tenantId())).isEqualTo(rowsOf(UUID.randomUUID()));
    }

    @Test
    void aStopForOneTenantIsNoneForAnother() {
        Map<String, Object> stop = text(Story.newSid("SM"), "STOP");
        stop.put("from", victim.customer());
        assertNothingHappens(() -> assertThat(stranger.webhook("/conversations/messages/incoming", stop)
                        .status())
                .isEqualTo(200));

        assertThat(victim.replies(ids.get("conversationId"), "Hello").status()).isEqualTo(200);
    }

    @Test
    void eventsAreToldToTheOwnTenantOnly() {
        stranger.missedCall();
        Replicas.awaitIdle();

        Stream.of(victim, stranger)
                .forEach(story -> assertThat(StandIns.events(story.tenantId()))
                        .isNotEmpty()
                        .allSatisfy(event -> {
                            JsonNode data = event.body().path("data");
                            assertThat(data.path("conversationId").isMissingNode()
                                            || data.path("conversationId").isNull()
                                            || ownerOf(data.path("conversationId")
                                                            .asText())
                                                    .equals(story.tenantId()))
                                    .isTrue();
                            assertThat(data.path("customerPhone").asText(story.customer()))
                                    .isEqualTo(story.customer());
                        }));
    }

    private void assertNothingHappens(Runnable attempt) {
        Map<String, String> rows = rowsOf(victim.tenantId());
        int texts = StandIns.texts(victim.tenantId()).size();
        int events = StandIns.told(victim.tenantId()).size();
        attempt.run();
        Replicas.awaitIdle();
        assertThat(rowsOf(victim.tenantId())).isEqualTo(rows);
        assertThat(StandIns.texts(victim.tenantId())).hasSize(texts);
        assertThat(StandIns.told(victim.tenantId())).hasSize(events);
    }

    private Map<String, Object> missed(String sid) {
        Map<String, Object> missed = text(sid, "");
        missed.put("callSid", sid);
        missed.put("callStatus", "no-answer");
        return missed;
    }

    private Map<String, Object> text(String sid, String body) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("messageSid", sid);
        text.put("tenantId", stranger.tenantId());
        text.put("from", stranger.customer());
        text.put("to", stranger.business());
        text.put("body", body);
        return text;
    }

    private static Map<String, String> rowsOf(UUID tenantId) {
        Map<String, String> rows = new LinkedHashMap<>();
        TABLES.forEach(table -> rows.put(
                table,
                Replicas.database()
                        .sql("SELECT coalesce(string_agg(CAST(t AS text), ' ' ORDER BY CAST(t AS text)), '') FROM "
                                + table + " t WHERE tenant_id = ?")
                        .param(tenantId)
                        .query(String.class)
                        .single()));
        return rows;
    }

    private static UUID ownerOf(String conversationId) {
        return Replicas.database()
                .sql("SELECT tenant_id FROM conversations WHERE id = ?")
                .param(UUID.fromString(conversationId))
                .query(UUID.class)
                .single();
    }

    /** What is mapped for users, whoever adds it. */
    private static Stream<Endpoint> userEndpoints() {
        RequestMappingHandlerMapping mapping =
                Replicas.one().context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> isForUsers(entry.getValue()))
                .flatMap(entry -> endpoints(entry.getKey()));
    }

    private static boolean isForUsers(HandlerMethod handler) {
        Audience ofMethod = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Audience.class);
        Audience ofClass = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Audience.class);
        Audience audience = ofMethod == null ? ofClass : ofMethod;
        return audience != null && audience.value() == Audience.Caller.USER;
    }

    private static Stream<Endpoint> endpoints(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().stream()
                .map(RequestMethod::asHttpMethod)
                .map(HttpMethod::name)
                .flatMap(method -> mapping.getPatternValues().stream().map(path -> new Endpoint(method, path)));
    }

    private record Endpoint(String method, String pattern) {

        String path(Map<String, String> ids) {
            String path = pattern;
            for (Map.Entry<String, String> id : ids.entrySet()) {
                path = path.replace("{" + id.getKey() + "}", id.getValue());
            }
            assertThat(path).as("every path variable names a resource").doesNotContain("{");
            return path;
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }
}
