package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.web.SanitizedText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A question to the AI outside of its turn; null takes what is stored.
 *
 * @param messageContent      what the customer wrote; else the last customer message
 * @param conversationHistory what was said before, oldest first
 * @param tenantContext       what to tell of the business instead of its profile
 */
record ConsultationRequest(
        @SanitizedText @Size(min = 1, max = 1600) String messageContent,
        @Size(max = 50) List<@NotNull @Size(max = 1600) String> conversationHistory,
        @Valid TenantContext tenantContext) {

    static final ConsultationRequest EMPTY = new ConsultationRequest(null, null, null);

    /** A business as the caller knows it. */
    record TenantContext(
            @SanitizedText @Size(max = 200) String businessName,
            @SanitizedText @Size(max = 50) String tradeType) {}

    /** Without the texts, which no log may tell. */
    @Override
    public String toString() {
        return "ConsultationRequest[]";
    }
}
