package com.nevermisscall.callservice.web;

import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/** How path and query parameters are read: exactly as the contract spells them; an empty one counts as absent. */
final class WireParameters {

    private WireParameters() {}

    /**
     * A conversion whose refusal stands: after a {@link ConversionFailedException} Spring would go on to try its old
     * property editors, which take {@code 1-1-1-1-1} for a UUID and Java's names for enums.
     */
    record Strictly(ConversionService conversion) implements ConversionService {

        @Override
        public boolean canConvert(Class<?> from, Class<?> to) {
            return conversion.canConvert(from, to);
        }

        @Override
        public boolean canConvert(TypeDescriptor from, TypeDescriptor to) {
            return conversion.canConvert(from, to);
        }

        @Override
        public <T> T convert(Object value, Class<T> to) {
            return withoutSecondTry(() -> conversion.convert(value, to));
        }

        @Override
        public Object convert(Object value, TypeDescriptor from, TypeDescriptor to) {
            return withoutSecondTry(() -> conversion.convert(value, from, to));
        }

        private static <T> T withoutSecondTry(Supplier<T> conversion) {
            try {
                return conversion.get();
            } catch (ConversionFailedException e) {
                throw new IllegalArgumentException("The value does not fit", e);
            }
        }
    }

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
