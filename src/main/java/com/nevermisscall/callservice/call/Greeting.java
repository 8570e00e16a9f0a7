package com.nevermisscall.callservice.call;

import com.nevermisscall.callservice.integration.tenant.TenantProfile;

/** The first text to somebody whose call was missed. */
final class Greeting {

    private static final String DEFAULT = "Hi! Sorry we missed your call at {businessName}. How can we help you today? "
            + "Please reply with details about what you need.";

    private static final int LONGEST = 1600;

    private Greeting() {}

    /** In the tenant's own words, or the default; "our business" where the name is not known. */
    static String of(TenantProfile profile) {
        String template = profile.greetingTemplate();
        String text = (template == null || template.isBlank() ? DEFAULT : template)
                .replace("{businessName}", profile.businessNameOr("our business"));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
