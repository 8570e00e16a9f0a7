package com.nevermisscall.callservice.call;

import com.nevermisscall.callservice.conversation.SmsLength;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;

/** The first text to somebody whose call was missed. */
final class Greeting {

    private static final String DEFAULT = "Hi! Sorry we missed your call at {businessName}. How can we help you today? "
            + "Please reply with details about what you need.";

    private Greeting() {}

    /** In the tenant's own words, or the default; "our business" where the name is not known. */
    static String of(TenantProfile profile) {
        String template = profile.greetingTemplate();
        return SmsLength.cut((template == null || template.isBlank() ? DEFAULT : template)
                .replace("{businessName}", profile.businessNameOr("our business")));
    }
}
