package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.conversation.ConversationProperties;
import com.nevermisscall.callservice.conversation.SmsLength;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a customer outside the service area is told instead of an AI's answer. */
@Component
class AreaDecline {

    private final String template;

    AreaDecline(ConversationProperties properties) {
        this.template = properties.areaDeclineTemplate();
    }

    /** The text, or empty where it is switched off by a blank template. */
    Optional<String> text(TenantProfile profile) {
        if (template == null || template.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(SmsLength.cut(template.replace("{businessName}", profile.businessNameOr("our business"))));
    }
}
