package com.nevermisscall.callservice.integration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.integration.tenant.BusinessAddress;
import com.nevermisscall.callservice.integration.tenant.BusinessHours;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatchRequestTest {

    private static final UUID TENANT = UUID.randomUUID();

    @Test
    void tellsWhatTheTenantServiceSays() {
        DispatchRequest request = requestOf(smithsLocks("locksmith", "NY"), List.of(), "Hello");

        assertThat(request.businessName()).isEqualTo("Smith's Locks");
        assertThat(request.tradeType()).isEqualTo("locksmith");
        assertThat(request.businessAddress())
                .isEqualTo(new DispatchRequest.Address("1 Main St", "Albany", "NY", "12207"));
        assertThat(request.businessSettings().serviceRadiusMiles()).isEqualTo(40);
        assertThat(request.businessHours())
                .hasSize(7)
                .containsEntry("sunday", new DispatchRequest.DayHours("10:00", "14:30"))
                .containsEntry("monday", null);
    }

    @Test
    void supposesNoStateForATenantThatIsKnown() {
        DispatchRequest request = requestOf(smithsLocks("locksmith", ""), List.of(), "Hello");

        assertThat(request.businessAddress().state()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"HVAC, hvac", "Garage Door, garage_door", "garage-door, garage_door", "roofing, plumbing", ", plumbing"
    })
    void sendsOnlyTradesThatAreKnown(String tradeType, String sent) {
        assertThat(requestOf(smithsLocks(tradeType, "NY"), List.of(), "Hello").tradeType())
                .isEqualTo(sent);
    }

    @Test
    void sendsTheNewestCharactersOfALongMessage() {
        String request = requestOf(TenantProfile.unknown(TENANT), List.of(), "old" + "n".repeat(1600))
                .currentMessage();

        assertThat(request).isEqualTo("n".repeat(1600));
    }

    @Test
    void sendsNoHalfOfACharacter() {
        String request = requestOf(TenantProfile.unknown(TENANT), List.of(), "\uD83D\uDE00" + "n".repeat(1599))
                .currentMessage();

        assertThat(request).isEqualTo("n".repeat(1599));
    }

    @Test
    void sendsTheLastFiftyMessages() {
        List<AiQuestion.Turn> history = IntStream.rangeClosed(1, 60)
                .mapToObj(number -> new AiQuestion.Turn(Instant.EPOCH, Speaker.AI, "message " + number))
                .toList();

        assertThat(requestOf(TenantProfile.unknown(TENANT), history, "Hello").conversationHistory())
                .hasSize(50)
                .startsWith(new DispatchRequest.HistoryEntry("1970-01-01T00:00:00Z", "ai", "message 11", "sms"));
    }

    private static DispatchRequest requestOf(TenantProfile profile, List<AiQuestion.Turn> history, String message) {
        return DispatchRequest.of(
                new AiQuestion(UUID.randomUUID(), TENANT, "+12125551234", "+13105550000", history, message, profile));
    }

    private static TenantProfile smithsLocks(String tradeType, String state) {
        BusinessHours.Opening sunday = new BusinessHours.Opening(LocalTime.of(10, 0), LocalTime.of(14, 30));
        return new TenantProfile(
                TENANT,
                true,
                true,
                "Smith's Locks",
                tradeType,
                "America/New_York",
                40,
                new BusinessHours(Map.of(DayOfWeek.SUNDAY, sunday)),
                null,
                null,
                new BusinessAddress("1 Main St", "Albany", state, "12207"));
    }
}
