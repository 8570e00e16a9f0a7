package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What follows from a carrier keyword, within the caller's transaction. */
@Service
class KeywordReplies {

    private final OptOuts optOuts;
    private final AutomaticTexts automaticTexts;
    private final SmsDelivery sms;
    private final boolean providerAnswers;

    KeywordReplies(OptOuts optOuts, AutomaticTexts automaticTexts, SmsDelivery sms, ConversationProperties properties) {
        this.optOuts = optOuts;
        this.automaticTexts = automaticTexts;
        this.sms = sms;
        this.providerAnswers = properties.providerHandlesOptOut();
    }

    /** Does as the customer asked, and returns the texts that are being sent although they are ended. */
    List<UUID> follow(Keyword keyword, Conversation conversation, TenantProfile profile, boolean optedOut) {
        String business = profile.businessNameOr("this business");
        switch (keyword) {
            case STOP -> {
                OptOuts.Stopped stopped = optOuts.stop(conversation.tenantId(), conversation.customerPhone());
                if (stopped.news()) {
                    answer(
                            conversation,
                            MessageKind.OPT_OUT_NOTICE,
                            "You are unsubscribed from %s and will get no more messages. Reply START to get them again."
                                    .formatted(business));
                }
                return stopped.inFlight();
            }
            case START, YES -> optOuts.start(conversation.tenantId(), conversation.customerPhone());
            case HELP -> {
                if (!optedOut) {
                    answer(
                            conversation,
                            MessageKind.HELP,
                            "%s: text us here and we will help you. Reply STOP to opt out.".formatted(business));
                }
            }
        }
        return List.of();
    }

    private void answer(Conversation conversation, MessageKind kind, String body) {
        if (!providerAnswers && (kind == MessageKind.OPT_OUT_NOTICE || automaticTexts.allowOneMore(conversation))) {
            sms.queueForWorker(conversation, Draft.ofSystem(kind, body));
        }
    }
}
