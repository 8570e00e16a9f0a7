package com.nevermisscall.callservice.sandbox.dispatcher;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

/**
 * What dispatch-bot-ai is asked ({@code collaborators.md}), as far as the rules look at it; whatever is missing takes
 * the defaults of the contract, so that no component is null except within a list or map.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DispatchRequest(
        List<HistoryEntry> conversationHistory,
        String currentMessage,
        String businessName,
        String tradeType,
        Map<String, OpeningHours> businessHours,
        BusinessAddress businessAddress,
        BusinessSettings businessSettings) {

    /** Fills in what is missing. */
    public DispatchRequest {
        conversationHistory = conversationHistory == null ? List.of() : conversationHistory;
        currentMessage = currentMessage == null ? "" : currentMessage;
        businessName = businessName == null || businessName.isBlank() ? "our business" : businessName;
        tradeType = tradeType == null ? "plumbing" : tradeType;
        businessHours = businessHours == null ? Map.of() : businessHours;
        businessAddress = businessAddress == null ? new BusinessAddress("", "CA", "") : businessAddress;
        businessSettings = businessSettings == null ? new BusinessSettings(true, false, true, 25.0) : businessSettings;
    }

    /** One earlier message; {@code sender} is {@code customer}, {@code system}, {@code ai} or {@code human}. */
    public record HistoryEntry(String sender, String message) {}

    /** Opening and closing time of one day, {@code HH:mm} in the business's own time. */
    public record OpeningHours(LocalTime start, LocalTime end) {}

    /** Where the business is; blank where unknown. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record BusinessAddress(String city, String state, String postalCode) {}

    /** What the business takes on; null means the default of the contract. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record BusinessSettings(
            Boolean acceptEmergencies,
            Boolean outOfOffice,
            Boolean emergencyServiceEnabled,
            Double serviceRadiusMiles) {

        /** Fills in what is missing. */
        public BusinessSettings {
            acceptEmergencies = acceptEmergencies == null || acceptEmergencies;
            outOfOffice = outOfOffice != null && outOfOffice;
            emergencyServiceEnabled = emergencyServiceEnabled == null || emergencyServiceEnabled;
            serviceRadiusMiles = serviceRadiusMiles == null ? 25.0 : serviceRadiusMiles;
        }
    }
}
