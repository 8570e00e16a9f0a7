package com.nevermisscall.callservice.integration.dispatch;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.nevermisscall.callservice.integration.tenant.BusinessAddress;
import com.nevermisscall.callservice.integration.tenant.BusinessHours;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The question as dispatch-bot-ai spells it, with its defaults for what the tenant service does not know. */
@JsonNaming(SnakeCaseStrategy.class)
record DispatchRequest(
        String conversationId,
        String tenantId,
        String callerPhone,
        String calledNumber,
        List<HistoryEntry> conversationHistory,
        String currentMessage,
        String businessName,
        String tradeType,
        Map<String, DayHours> businessHours,
        PhoneHours phoneHours,
        Address businessAddress,
        List<String> jobEstimates,
        Settings businessSettings) {

    private static final int MAX_HISTORY = 50;
    private static final int MAX_MESSAGE = 1600;
    private static final Set<String> TRADES = Set.of("plumbing", "electrical", "hvac", "locksmith", "garage_door");
    private static final String DEFAULT_TRADE = "plumbing";
    private static final int DEFAULT_RADIUS_MILES = 25;

    static DispatchRequest of(AiQuestion question) {
        TenantProfile profile = question.profile();
        List<AiQuestion.Turn> history = question.history();
        return new DispatchRequest(
                question.conversationId().toString(),
                question.tenantId().toString(),
                question.callerPhone(),
                question.calledNumber(),
                history.subList(Math.max(0, history.size() - MAX_HISTORY), history.size()).stream()
                        .map(HistoryEntry::of)
                        .toList(),
                newest(question.currentMessage()),
                profile.businessNameOr("our business"),
                trade(profile.tradeType()),
                week(profile.hours()),
                new PhoneHours(true),
                Address.of(profile),
                List.of(),
                Settings.of(profile));
    }

    private static String newest(String message) {
        if (message.length() <= MAX_MESSAGE) {
            return message;
        }
        int start = message.length() - MAX_MESSAGE;
        return message.substring(Character.isLowSurrogate(message.charAt(start)) ? start + 1 : start);
    }

    private static String trade(String tradeType) {
        if (tradeType == null) {
            return DEFAULT_TRADE;
        }
        String trade = tradeType.toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        return TRADES.contains(trade) ? trade : DEFAULT_TRADE;
    }

    private static Map<String, DayHours> week(BusinessHours hours) {
        Map<String, DayHours> week = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(
                    day.name().toLowerCase(Locale.ROOT),
                    DayHours.of(hours.week().get(day)));
        }
        return week;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record HistoryEntry(String timestamp, String sender, String message, String messageType) {

        static HistoryEntry of(AiQuestion.Turn turn) {
            return new HistoryEntry(turn.at().toString(), turn.sender().wireName(), turn.text(), "sms");
        }
    }

    /** One day from opening to closing time, as {@code 07:00}; a closed day is null. */
    record DayHours(String start, String end) {

        static DayHours of(BusinessHours.Opening opening) {
            return opening == null
                    ? null
                    : new DayHours(opening.start().toString(), opening.end().toString());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record PhoneHours(boolean alwaysAvailable) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Address(String streetAddress, String city, String state, String postalCode) {

        static Address of(TenantProfile profile) {
            BusinessAddress address = profile.address();
            return new Address(
                    address.street(), address.city(), profile.known() ? address.state() : "CA", address.postalCode());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Settings(
            boolean acceptEmergencies,
            boolean outOfOffice,
            int maxJobsPerDay,
            int serviceRadiusMiles,
            boolean emergencyServiceEnabled) {

        static Settings of(TenantProfile profile) {
            Integer radius = profile.serviceRadiusMiles();
            return new Settings(true, false, 8, radius == null ? DEFAULT_RADIUS_MILES : radius, true);
        }
    }
}
