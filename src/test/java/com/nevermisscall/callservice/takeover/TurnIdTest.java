package com.nevermisscall.callservice.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnIdTest {

    private static final UUID CONVERSATION = UUID.fromString("0195b6a0-0000-7000-8000-000000000001");

    @Test
    void isSpelledAsConversationAndTurn() {
        assertThat(new TurnId(CONVERSATION, 7)).hasToString("0195b6a0-0000-7000-8000-000000000001:7");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void isReadAsItIsSpelled(long turn) {
        TurnId id = new TurnId(CONVERSATION, turn);

        assertThat(TurnId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", ":7", "0195b6a0-0000-7000-8000-000000000001", "x:7", "a-b-c-d-e:x"})
    void nothingElseIsATurn(String instance) {
        assertThatThrownBy(() -> TurnId.parse(instance)).isInstanceOf(RuntimeException.class);
    }
}
