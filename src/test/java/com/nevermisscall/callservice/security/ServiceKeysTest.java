package com.nevermisscall.callservice.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceKeysTest {

    private final ServiceKeys keys =
            new ServiceKeys(new AccessProperties(List.of("key-of-today", "key-of-tomorrow"), "secret", List.of()));

    @Test
    void everyKeyIsAcceptedWholeAndAlone() {
        assertThat(keys.accept("key-of-today")).isTrue();
        assertThat(keys.accept("key-of-tomorrow")).isTrue();
        assertThat(keys.accept("key-of-")).isFalse();
        assertThat(keys.accept("key-of-today,key-of-tomorrow")).isFalse();
        assertThat(keys.accept("")).isFalse();
    }
}
