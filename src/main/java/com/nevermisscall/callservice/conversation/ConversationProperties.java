package com.nevermisscall.callservice.conversation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits and rules of a conversation.
 *
 * @param takeoverDelaySeconds  AI_TAKEOVER_DELAY_SECONDS: how long a human has to answer a customer's text before the AI
 *                              does, where the tenant has no delay of its own
 * @param messageTimeoutMinutes MESSAGE_TIMEOUT_MINUTES: silence of a customer who owes the answer, after which the
 *                              conversation is abandoned
 * @param maxMessages           MAX_CONVERSATION_MESSAGES: how many messages one conversation holds
 * @param maxAutomaticTexts     MAX_AUTOMATIC_TEXTS: how many texts the service sends to a customer by itself in ten minutes
 *                              without a human's reply in between
 * @param smsRetryWindowMinutes SMS_RETRY_WINDOW_MINUTES: how long an SMS is tried before it is failed
 * @param providerHandlesOptOut PROVIDER_HANDLES_OPT_OUT: whether Twilio itself confirms STOP and answers HELP
 * @param areaDeclineTemplate   SERVICE_AREA_DECLINE_TEMPLATE: what a customer outside the service area is told, with
 *                              {@code {businessName}}; blank: nothing
 */
@Validated
@ConfigurationProperties("conversation")
public record ConversationProperties(
        @Min(1) @Max(86400) int takeoverDelaySeconds,
        @Min(1) @Max(525600) int messageTimeoutMinutes,
        @Min(2) @Max(1000000) int maxMessages,
        @Min(1) @Max(1000) int maxAutomaticTexts,
        @Min(1) @Max(1440) int smsRetryWindowMinutes,
        boolean providerHandlesOptOut,
        String areaDeclineTemplate) {

    /** Whether a conversation holds as many messages as it may. */
    boolean isFull(Conversation conversation) {
        return conversation.messageCount() >= maxMessages;
    }

    /** Refuses one message more than a conversation may hold, with {@code MESSAGE_LIMIT_EXCEEDED}. */
    void requireRoom(Conversation conversation) {
        if (isFull(conversation)) {
            throw ConversationFailures.full(maxMessages);
        }
    }

    /** The tenant's own delay before the AI answers, or the service's where that is null. */
    Duration takeoverDelay(Integer tenantsOwn) {
        return Duration.ofSeconds(tenantsOwn == null ? takeoverDelaySeconds : tenantsOwn);
    }
}
