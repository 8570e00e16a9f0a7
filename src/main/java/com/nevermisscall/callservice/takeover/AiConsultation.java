package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.conversation.Conversations;
import com.nevermisscall.callservice.conversation.Sender;
import com.nevermisscall.callservice.conversation.Utterance;
import com.nevermisscall.callservice.integration.dispatch.AiQuestion;
import com.nevermisscall.callservice.integration.dispatch.DispatchClient;
import com.nevermisscall.callservice.integration.dispatch.DispatchUnavailableException;
import com.nevermisscall.callservice.integration.dispatch.Speaker;
import com.nevermisscall.callservice.integration.tenant.TenantDirectory;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ErrorCode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Asks the AI about a conversation now, without sending or storing anything. */
@Service
class AiConsultation {

    private final Conversations conversations;
    private final TenantDirectory tenants;
    private final DispatchClient dispatch;
    private final Clock clock;

    AiConsultation(Conversations conversations, TenantDirectory tenants, DispatchClient dispatch, Clock clock) {
        this.conversations = conversations;
        this.tenants = tenants;
        this.dispatch = dispatch;
        this.clock = clock;
    }

    /**
     * The AI's answer.
     *
     * @throws ApiException {@code CONVERSATION_NOT_FOUND}; {@code VALIDATION_ERROR} when there is nothing to answer;
     *     {@code AI_PROCESSING_ERROR} when dispatch-bot-ai cannot be asked
     */
    ConsultationResponse ask(UUID conversationId, ConsultationRequest request) {
        Conversations.Parties parties = conversations.parties(conversationId);
        List<Utterance> said = conversations.latest(conversationId, OpenTurn.MEMORY);
        int last = lastOfCustomer(said);
        String message = request.messageContent() != null ? request.messageContent() : textAt(said, last);
        AiQuestion question = new AiQuestion(
                conversationId,
                parties.tenantId(),
                parties.customerPhone(),
                parties.businessPhone(),
                history(request, said, request.messageContent() != null ? said.size() : last),
                message,
                profile(parties.tenantId(), request.tenantContext()));
        try {
            return ConsultationResponse.from(dispatch.ask(question));
        } catch (DispatchUnavailableException e) {
            throw new ApiException(ErrorCode.AI_PROCESSING_ERROR, "The AI cannot answer at the moment");
        }
    }

    private static int lastOfCustomer(List<Utterance> said) {
        int index = said.size() - 1;
        while (index >= 0 && said.get(index).sender() != Sender.CUSTOMER) {
            index--;
        }
        return index;
    }

    private static String textAt(List<Utterance> said, int index) {
        if (index < 0) {
            throw ApiException.invalid("messageContent", "is required where the customer has written nothing yet");
        }
        return said.get(index).text();
    }

    private List<AiQuestion.Turn> history(ConsultationRequest request, List<Utterance> said, int end) {
        if (request.conversationHistory() == null) {
            return OpenTurn.turns(said.subList(0, end));
        }
        Instant now = clock.instant();
        return request.conversationHistory().stream()
                .map(text -> new AiQuestion.Turn(now, Speaker.CUSTOMER, text))
                .toList();
    }

    private TenantProfile profile(UUID tenantId, ConsultationRequest.TenantContext context) {
        TenantProfile known = tenants.profileOf(tenantId);
        return context == null ? known : known.describedAs(context.businessName(), context.tradeType());
    }
}
