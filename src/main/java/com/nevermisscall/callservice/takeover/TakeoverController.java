package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.audit.Act;
import com.nevermisscall.callservice.audit.Audited;
import com.nevermisscall.callservice.security.Audience;
import com.nevermisscall.callservice.security.Audience.Caller;
import com.nevermisscall.callservice.security.CurrentUser;
import com.nevermisscall.callservice.web.ApiResponse;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who answers: human or AI. */
@RestController
@RequestMapping("/conversations/{conversationId}/ai")
class TakeoverController {

    private final Takeover takeover;
    private final AiConsultation consultation;

    TakeoverController(Takeover takeover, AiConsultation consultation) {
        this.takeover = takeover;
        this.consultation = consultation;
    }

    @PostMapping("/deactivate")
    @Audience(Caller.USER)
    @Audited(Act.AI_DEACTIVATED)
    ApiResponse<ConversationData> deactivate(
            @PathVariable UUID conversationId,
            @Valid @RequestBody(required = false) DeactivateRequest request,
            CurrentUser user) {
        TakeoverResponse response = takeover.deactivateAi(conversationId, user);
        return ApiResponse.of(new ConversationData(response), "A human has taken over");
    }

    @PostMapping("/activate")
    @Audience(Caller.USER)
    @Audited(Act.AI_ACTIVATED)
    ApiResponse<ConversationData> activate(@PathVariable UUID conversationId, CurrentUser user) {
        TakeoverResponse response = takeover.activateAi(conversationId, user);
        return ApiResponse.of(new ConversationData(response), "The AI has taken over");
    }

    @PostMapping("/process")
    @Audience(Caller.SERVICE)
    ApiResponse<AiData> process(
            @PathVariable UUID conversationId, @Valid @RequestBody(required = false) ConsultationRequest request) {
        ConsultationRequest asked = request == null ? ConsultationRequest.EMPTY : request;
        return ApiResponse.of(new AiData(consultation.ask(conversationId, asked)), "The AI has answered");
    }

    /** The contract puts a conversation under {@code data.conversation}. */
    record ConversationData(TakeoverResponse conversation) {}

    /** The contract puts the AI's answer under {@code data.aiResponse}. */
    record AiData(ConsultationResponse aiResponse) {}
}
