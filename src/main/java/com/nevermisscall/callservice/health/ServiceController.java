package com.nevermisscall.callservice.health;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.nevermisscall.callservice.config.ServiceProperties;
import com.nevermisscall.callservice.conversation.ConversationProperties;
import com.nevermisscall.callservice.integration.CollaboratorProperties;
import com.nevermisscall.callservice.security.Audience;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the service says of itself, to anyone. */
@RestController
@Audience(Audience.Caller.PUBLIC)
class ServiceController {

    private final Description description;
    private final Info info;

    ServiceController(
            ServiceProperties service, ConversationProperties conversation, CollaboratorProperties collaborators) {
        this.description = new Description(
                service.name(),
                service.version(),
                "The hub of NeverMissCall: a missed call becomes a text, a conversation and a lead",
                "operational",
                new Endpoints("/health", "/calls", "/conversations", "/leads"));
        this.info = new Info(
                service.name(),
                service.version(),
                service.port(),
                service.debug(),
                service.environment(),
                new Features(true, true, true, true, collaborators.tenant().areaValidation()),
                new Limits(
                        conversation.takeoverDelaySeconds(),
                        conversation.messageTimeoutMinutes(),
                        conversation.maxMessages()));
    }

    @GetMapping("/")
    Description description() {
        return description;
    }

    @GetMapping("/info")
    Info info() {
        return info;
    }

    record Description(String service, String version, String description, String status, Endpoints endpoints) {}

    record Endpoints(String health, String calls, String conversations, String leads) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Info(
            String serviceName,
            String version,
            int port,
            boolean debug,
            String environment,
            Features features,
            Limits limits) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Features(
            boolean callProcessing,
            boolean conversationManagement,
            boolean aiCoordination,
            boolean leadManagement,
            boolean serviceAreaValidation) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Limits(int aiTakeoverDelaySeconds, int messageTimeoutMinutes, int maxConversationMessages) {}
}
