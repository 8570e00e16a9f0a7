package com.nevermisscall.callservice.web;

import java.util.Arrays;
import java.util.UUID;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/** How path and query parameters are read: exactly as the contract spells them; an empty one counts as absent. */
final class WireParameters {

    private WireParameters() {}

    /** An enum by its wire name; Spring's own reading of the Java names does not apply. */
    static final class ToWireEnum implements ConverterFactory<String, WireEnum> {

        @Override
        public <T extends WireEnum> Converter<String, T> getConverter(Class<T> type) {
            return word -> word.isEmpty()
                    ? null
                    : Arrays.stream(type.getEnumConstants())
                            .filter(constant -> constant.wireName().equals(word))
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException("no such word"));
        }
    }

    /** An id in its full form. */
    static final class ToUuid implements Converter<String, UUID> {

        @Override
        public UUID convert(String text) {
            return text.isEmpty()
                    ? null
                    : WireUuid.parse(text).orElseThrow(() -> new IllegalArgumentException("not a UUID"));
        }
    }
}
