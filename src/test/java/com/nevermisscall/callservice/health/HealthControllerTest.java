package com.nevermisscall.callservice.health;

import static org.hamcrest.Matchers.is;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.nevermisscall.callservice.config.ServiceProperties;
import com.nevermisscall.callservice.conversation.ConversationProperties;
import com.nevermisscall.callservice.integration.CollaboratorHealth;
import com.nevermisscall.callservice.integration.CollaboratorProperties;
import com.nevermisscall.callservice.support.WebSlice;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.MockMvc;

@WebSlice({HealthController.class, ServiceController.class})
@EnableConfigurationProperties({ServiceProperties.class, ConversationProperties.class, CollaboratorProperties.class})
@TestPropertySource(
        properties = {
            "service.name=as-call-service",
            "service.version=2.0.0",
            "service.port=3104",
            "service.debug=false",
            "service.environment=production",
            "conversation.takeover-delay-seconds=45",
            "conversation.message-timeout-minutes=20",
            "conversation.max-messages=400",
            "collaborators.tenant.area-validation=false"
        })
class HealthControllerTest {

    private static final Map<String, String> COLLABORATORS = Map.of(
            "twilio_server", "healthy",
            "dispatch_ai", "unhealthy",
            "ts_tenant_service", "healthy",
            "as_connection_service", "healthy");

    @Autowired
    private MockMvc http;

    @MockitoBean
    private DatabaseProbe database;

    @MockitoBean
    private CollaboratorHealth collaborators;

    @MockitoBean
    private ApplicationAvailability availability;

    @BeforeEach
    void allIsWell() {
        given(database.isReachable()).willReturn(true);
        given(collaborators.states()).willReturn(COLLABORATORS);
        given(collaborators.allHealthy()).willReturn(true);
        given(availability.getReadinessState()).willReturn(ReadinessState.ACCEPTING_TRAFFIC);
        given(availability.getLivenessState()).willReturn(LivenessState.CORRECT);
    }

    @Test
    void wellIsHealthy() throws Exception {
        expect("/health", 200, """
                {"status":"healthy","version":"2.0.0","timestamp":"2026-01-31T12:00:00Z",
                 "services":{"database":"healthy","twilio_server":"healthy","dispatch_ai":"unhealthy",
                             "ts_tenant_service":"healthy","as_connection_service":"healthy"},
                 "uptime_seconds":0,"service_name":"as-call-service","port":3104}
                """);
    }

    @Test
    void aCollaboratorThatIsDownOnlyDegrades() throws Exception {
        given(collaborators.allHealthy()).willReturn(false);

        http.perform(get("/health")).andExpect(status().isOk()).andExpect(jsonPath("$.status", is("degraded")));
    }

    @Test
    void withoutTheDatabaseItIsUnhealthy() throws Exception {
        given(database.isReachable()).willReturn(false);

        http.perform(get("/health"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(jsonPath("$.status", is("unhealthy")))
                .andExpect(jsonPath("$.services.database", is("unhealthy")));
        expect("/health/ready", 503, """
                {"ready":false,"reason":"database unreachable","timestamp":"2026-01-31T12:00:00Z"}
                """);
    }

    @Test
    void readyIgnoresTheCollaborators() throws Exception {
        given(collaborators.allHealthy()).willReturn(false);

        expect("/health/ready", 200, """
                {"ready":true,"timestamp":"2026-01-31T12:00:00Z","service_name":"as-call-service"}
                """);
    }

    @Test
    void whileShuttingDownItIsNotReadyButAlive() throws Exception {
        given(availability.getReadinessState()).willReturn(ReadinessState.REFUSING_TRAFFIC);

        expect("/health/ready", 503, """
                {"ready":false,"reason":"starting up or shutting down","timestamp":"2026-01-31T12:00:00Z"}
                """);
        http.perform(get("/health/live")).andExpect(status().isOk());
    }

    @Test
    void aliveNeverAsksTheDatabase() throws Exception {
        expect("/health/live", 200, """
                {"alive":true,"timestamp":"2026-01-31T12:00:00Z","service_name":"as-call-service"}
                """);
        verifyNoInteractions(database);
    }

    @Test
    void theRootTellsWhatThisIs() throws Exception {
        expect("/", 200, """
                {"service":"as-call-service","version":"2.0.0","status":"operational",
                 "description":"The hub of NeverMissCall: a missed call becomes a text, a conversation and a lead",
                 "endpoints":{"health":"/health","calls":"/calls","conversations":"/conversations","leads":"/leads"}}
                """);
    }

    @Test
    void infoTellsTheLimitsInForce() throws Exception {
        expect("/info", 200, """
                {"service_name":"as-call-service","version":"2.0.0","port":3104,"debug":false,
                 "environment":"production",
                 "features":{"call_processing":true,"conversation_management":true,"ai_coordination":true,
                             "lead_management":true,"service_area_validation":false},
                 "limits":{"ai_takeover_delay_seconds":45,"message_timeout_minutes":20,
                           "max_conversation_messages":400}}
                """);
    }

    private void expect(String path, int status, String body) throws Exception {
        http.perform(get(path))
                .andExpect(status().is(status))
                .andExpect(content().json(body, JsonCompareMode.STRICT));
    }
}
