package com.nevermisscall.callservice.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {

    private static final String FIRST = key("1", 1);
    private static final String SECOND = key("2", 2);
    private static final byte[] PHONE_KEY = new byte[32];

    private final UUID tenant = UUID.randomUUID();
    private final Vault vault = vault(FIRST);

    @ParameterizedTest
    @ValueSource(strings = {"", "Hello <3", "grüße 😀", "{\"a\": \"b\"}", "1:x", "line\nline"})
    void aTextComesBackAndIsNotToBeSeen(String text) {
        String stored = vault.seal(tenant, text);

        assertThat(vault.open(tenant, stored)).isEqualTo(text);
        assertThat(stored).startsWith("\u00011:").isNotEqualTo(vault.seal(tenant, text));
        assertThat(text.isEmpty() || !stored.contains(text) || text.equals("1:x"))
                .isTrue();
    }

    @Test
    void theLongestTextsFitTheirColumns() {
        assertThat(vault(key("sixteenletters16", 3)).seal(tenant, "\uffee".repeat(1600)))
                .hasSizeLessThan(7000);
        assertThat(vault(key("sixteenletters16", 3)).seal(tenant, "\uffee".repeat(2000)))
                .hasSizeLessThan(8300);
        assertThat(vault(key("sixteenletters16", 3)).seal(tenant, "\uffee".repeat(320)))
                .hasSizeLessThan(1400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+12125550101", "+11", "+123456789012345"})
    void aPhoneNumberComesBackAndIsFoundByWhatIsStored(String number) {
        String stored = vault.sealPhone(tenant, number);

        assertThat(vault.openPhone(tenant, stored)).isEqualTo(number);
        assertThat(stored)
                .matches("\u0001[A-Za-z0-9+/]{64}")
                .isEqualTo(vault(SECOND, FIRST).sealPhone(tenant, number));
        assertThat(stored.substring(22))
                .isNotEqualTo(vault.sealPhone(UUID.randomUUID(), number).substring(22));
    }

    @Test
    void whatIsAnotherTenantsIsNotRead() {
        UUID other = UUID.randomUUID();

        assertThatIllegalStateException().isThrownBy(() -> vault.open(other, vault.seal(tenant, "Hello")));
        assertThatIllegalStateException()
                .isThrownBy(() -> vault.openPhone(other, vault.sealPhone(tenant, "+12125550101")));
        PersonalText stored = vault.text(vault.seal(tenant, "Hello"));
        assertThatIllegalStateException().isThrownBy(() -> PersonalText.read(other, stored));
    }

    @Test
    void whatWasChangedIsNotRead() {
        String text = vault.seal(tenant, "Hello");
        String phone = vault.sealPhone(tenant, "+12125550101");

        assertThatIllegalStateException().isThrownBy(() -> vault.open(tenant, changed(text)));
        assertThatIllegalStateException().isThrownBy(() -> vault.openPhone(tenant, changed(phone)));
    }

    @Test
    void aNewKeySealsAndTheOldOneStillOpens() {
        String old = vault.seal(tenant, "Hello");
        Vault rotated = vault(SECOND, FIRST);

        assertThat(rotated.open(tenant, old)).isEqualTo("Hello");
        assertThat(rotated.isCurrent(old)).isFalse();
        assertThat(rotated.isCurrent(rotated.seal(tenant, "Hello"))).isTrue();
        assertThat(rotated.isCurrent("Hello")).isFalse();
        assertThat(rotated.isCurrent(null)).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> vault(SECOND).open(tenant, old))
                .withMessageContaining("key 1");
    }

    @Test
    void withoutKeysEverythingStaysAsItIs() {
        Vault open = Vault.withoutKeys();

        assertThat(open.seal(tenant, "Hello")).isEqualTo("Hello");
        assertThat(open.open(tenant, "Hello")).isEqualTo("Hello");
        assertThat(open.sealPhone(tenant, "+12125550101")).isEqualTo("+12125550101");
        assertThat(vault.open(tenant, "Hello")).isEqualTo("Hello");
        assertThat(vault.seal(tenant, null)).isNull();
        assertThat(vault.open(tenant, null)).isNull();
        assertThatIllegalStateException()
                .isThrownBy(() -> open.openPhone(tenant, vault.sealPhone(tenant, "+12125550101")));
    }

    @Test
    void whoIsTooEarlyStoresNoPhoneNumberInTheClear() {
        Vault early = new Vault(new DataKeys(List.of(FIRST)));

        assertThatIllegalStateException().isThrownBy(() -> early.sealPhone(tenant, "+12125550101"));
    }

    @Test
    void nothingPersonalAndNoKeyIsTold() {
        assertThat(Stream.of(
                                PersonalText.of(tenant, "Hello"),
                                PersonalPhone.of(tenant, "+12125550101"),
                                new EncryptionProperties(List.of(FIRST)))
                        .map(Object::toString))
                .noneMatch(text -> text.contains("Hello") || text.contains("555") || text.contains("1:"));
    }

    @Test
    void twoKeysOfOneNameAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> vault(FIRST, key("1", 9)));
    }

    private static String changed(String stored) {
        char[] characters = stored.toCharArray();
        int last = characters.length - 5;
        characters[last] = characters[last] == 'A' ? 'B' : 'A';
        return new String(characters);
    }

    private static Vault vault(String... keys) {
        return new Vault(new DataKeys(List.of(keys))).with(PHONE_KEY);
    }

    private static String key(String name, int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return name + ":" + Base64.getEncoder().encodeToString(key);
    }
}
