package com.nevermisscall.callservice.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceKeysTest {

    private final ServiceKeys keys =
            new ServiceKeys(new AccessProperties(List.of("key-of-today", "key-of-tomorrow"), "secret", List.of()));

    @Test
    void everyKeyIsAcceptedWholeAndAlone() {
        assertThat(keys.positionOf("key-of-today")).hasValue(0);
        assertThat(keys.positionOf("key-of-tomorrow")).hasValue(1);
        assertThat(keys.positionOf("key-of-")).isEmpty();
        assertThat(keys.positionOf("key-of-today,key-of-tomorrow")).isEmpty();
        assertThat(keys.positionOf("")).isEmpty();
    }
}
