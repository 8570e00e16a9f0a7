package com.nevermisscall.callservice.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

class DotEnvPropertySourceLoaderTest {

    static String[][] lines() {
        return new String[][] {
            {"NAME=value", "value"},
            {"NAME = value ", "value"},
            {"export NAME=value", "value"},
            {"NAME=", ""},
            {"NAME=two words", "two words"},
            {"NAME=\"two words\"", "two words"},
            {"NAME='two words'", "two words"},
            {"NAME=\"say \\\"hi\\\"\\n\\\\\"", "say \"hi\"\n\\"},
            {"NAME='C:\\new'", "C:\\new"},
            {"NAME=C:\\new", "C:\\new"},
            {"NAME=value # comment", "value"},
            {"NAME=\"a # b\" # comment", "a # b"},
            {"NAME=# comment", ""},
            {"NAME=a#b=c", "a#b=c"},
            {"NAME=it's", "it's"},
            {"# comment\n\n  NAME=value", "value"},
            {"NAME=first\nNAME=last", "last"},
            {"NAME=value\r\n", "value"},
        };
    }

    @ParameterizedTest
    @MethodSource("lines")
    void reads(String text, String value) {
        assertThat(DotEnvPropertySourceLoader.parse(text)).containsExactlyEntriesOf(Map.of("NAME", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NAME", "1NAME=x", "NAME=\"open", "NAME='open", "NAME=\"a\"b", "=hunter2"})
    void refusesALineWithoutTellingIt(String line) {
        assertThatThrownBy(() -> DotEnvPropertySourceLoader.parse("OK=1\n" + line))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("Line 2 of .env must be NAME=value, the value bare or in one pair of quotes");
    }

    @Test
    void anEmptyVariableIsNone() throws IOException {
        Resource file = new ByteArrayResource("DEBUG=\nLOG_JSON=\"\"\nPORT=' '\nHOST=::1\n".getBytes(UTF_8));

        assertThat(new DotEnvPropertySourceLoader().load(".env", file))
                .singleElement()
                .isEqualTo(new MapPropertySource(".env", Map.of()))
                .extracting(PropertySource::getSource)
                .isEqualTo(Map.of("HOST", "::1"));
    }

    @Test
    void readsNothingFromAnEmptyFile() {
        assertThat(DotEnvPropertySourceLoader.parse("")).isEmpty();
    }
}
