package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.conversation.Sender;
import com.nevermisscall.callservice.conversation.Utterance;
import com.nevermisscall.callservice.integration.dispatch.AiQuestion;
import com.nevermisscall.callservice.integration.dispatch.Speaker;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import com.nevermisscall.callservice.lead.LeadArea;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the AI is asked in one turn: all that the customer wrote since the last text to the customer, and what was said
 * before that.
 */
record OpenTurn(
        UUID tenantId,
        String customerPhone,
        String businessPhone,
        Instant aiTakeoverAt,
        List<Utterance> said,
        LeadArea area) {

    /** As much as the AI is told: 50 messages of history and what may be unanswered after them. */
    static final int MEMORY = 100;

    /** Whether the customer has the last word; else there is nothing to answer. */
    boolean asksSomething() {
        return !said.isEmpty() && said.get(said.size() - 1).sender() == Sender.CUSTOMER;
    }

    /** Since when the AI's answer has been due: since it took over, or the latest text if that came after it. */
    Instant since() {
        Instant latest = said.get(said.size() - 1).at();
        return latest.isAfter(aiTakeoverAt) ? latest : aiTakeoverAt;
    }

    AiQuestion question(UUID conversationId, TenantProfile profile) {
        int firstUnanswered = said.size();
        while (firstUnanswered > 0 && said.get(firstUnanswered - 1).sender() == Sender.CUSTOMER) {
            firstUnanswered--;
        }
        String current = said.subList(firstUnanswered, said.size()).stream()
                .map(Utterance::text)
                .collect(Collectors.joining("\n"));
        return new AiQuestion(
                conversationId,
                tenantId,
                customerPhone,
                businessPhone,
                turns(said.subList(0, firstUnanswered)),
                current,
                profile);
    }

    static List<AiQuestion.Turn> turns(List<Utterance> history) {
        return history.stream()
                .map(said -> new AiQuestion.Turn(
                        said.at(), Speaker.valueOf(said.sender().name()), said.text()))
                .toList();
    }
}
