package com.nevermisscall.callservice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

class SecretsTest {

    private static final Pattern SOUNDS_SECRET = Pattern.compile(".*(key|secret|password|token|credential).*");

    /** Settings about secrets which hold none. */
    private static final Set<String> HARMLESS = Set.of("rate-limit.service-key-per-second");

    @Test
    void aSettingThatSoundsLikeASecretIsOneOrIsNamedHere() throws IOException {
        assertThat(properties())
                .contains("access.service-keys", "access.jwt-secret", "encryption.keys")
                .containsAll(HARMLESS)
                .filteredOn(property -> SOUNDS_SECRET.matcher(property).matches() && !HARMLESS.contains(property))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(Secrets::isSecret);
    }

    private static List<String> properties() throws IOException {
        List<PropertySource<?>> documents =
                new YamlPropertySourceLoader().load("settings", new ClassPathResource("application.yaml"));
        return documents.stream()
                .map(document -> (EnumerablePropertySource<?>) document)
                .flatMap(document -> Arrays.stream(document.getPropertyNames()))
                .toList();
    }
}
