package com.nevermisscall.callservice.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.conversation.ConversationProperties;
import com.nevermisscall.callservice.integration.tenant.TenantProfile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AreaDeclineTest {

    private static final TenantProfile UNKNOWN = TenantProfile.unknown(UUID.randomUUID());

    @Test
    void namesTheBusiness() {
        assertThat(text("{businessName} cannot come", UNKNOWN.describedAs("Smith & $1", null)))
                .contains("Smith & $1 cannot come");
        assertThat(text("{businessName} cannot come", UNKNOWN)).contains("our business cannot come");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void aBlankTemplateSwitchesItOff(String template) {
        assertThat(text(template, UNKNOWN)).isEmpty();
    }

    @Test
    void isNoLongerThanATextAndNotCutWithinACharacter() {
        assertThat(text("a".repeat(2000), UNKNOWN)).contains("a".repeat(1600));
        assertThat(text("a".repeat(1599) + "\uD83D\uDE00", UNKNOWN))
                .hasValueSatisfying(
                        text -> assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text))
                                .isTrue());
    }

    private static Optional<String> text(String template, TenantProfile profile) {
        return new AreaDecline(new ConversationProperties(60, 30, 500, 5, 30, true, template)).text(profile);
    }
}
