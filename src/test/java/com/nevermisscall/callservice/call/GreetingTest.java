package com.nevermisscall.callservice.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.integration.tenant.BusinessAddress;
import com.nevermisscall.callservice.integration.tenant.BusinessHours;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GreetingTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n"})
    void withoutATemplateItIsTheContracts(String template) {
        assertThat(Greeting.of(business("Smith Plumbing", template)))
                .isEqualTo("Hi! Sorry we missed your call at Smith Plumbing. How can we help you today? "
                        + "Please reply with details about what you need.");
    }

    @Test
    void aBusinessThatIsNotKnownIsOurBusiness() {
        assertThat(Greeting.of(TenantProfile.unknown(UUID.randomUUID())))
                .startsWith("Hi! Sorry we missed your call at our business. ");
    }

    @Test
    void theBusinessesOwnWordsNameItWhereverTheySay() {
        assertThat(Greeting.of(business("A $1 & Sons", "{businessName} here. {businessName}: how can we help? {x}")))
                .isEqualTo("A $1 & Sons here. A $1 & Sons: how can we help? {x}");
    }

    @Test
    void isNoLongerThanAText() {
        assertThat(Greeting.of(business("Smith", "a".repeat(1600)))).hasSize(1600);
        assertThat(Greeting.of(business("Smith", "a".repeat(1590) + "{businessName}{businessName}{businessName}")))
                .isEqualTo("a".repeat(1590) + "SmithSmith");
    }

    @Test
    void isNotCutWithinACharacter() {
        String greeting = Greeting.of(business("Smith", "a".repeat(1599) + "\uD83D\uDE00"));

        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(greeting)).isTrue();
    }

    private static TenantProfile business(String name, String template) {
        return new TenantProfile(
                UUID.randomUUID(),
                true,
                true,
                name,
                "plumbing",
                "America/New_York",
                25,
                BusinessHours.standard(),
                template,
                null,
                BusinessAddress.unknown());
    }
}
