package com.nevermisscall.callservice.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.Serial;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How request bodies are read: a value of the wrong type is a 400 and never guessed at. Only requests are read so;
 * what collaborators answer is read leniently, with the application's own mapper.
 */
final class StrictJson {

    private StrictJson() {}

    static ObjectMapper strict(ObjectMapper json) {
        json.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        json.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        json.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        json.coercionConfigDefaults().setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        refuse(json, LogicalType.Textual, CoercionInputShape.Integer, CoercionInputShape.Float);
        refuse(json, LogicalType.Textual, CoercionInputShape.Boolean);
        refuse(json, LogicalType.Boolean, CoercionInputShape.Integer, CoercionInputShape.Float);
        SimpleModule readers = new SimpleModule("strict readers");
        readers.addDeserializer(String.class, new TextReader());
        readers.addDeserializer(UUID.class, new UuidReader());
        readers.addDeserializer(Instant.class, new InstantReader());
        return json.registerModule(readers);
    }

    private static void refuse(ObjectMapper json, LogicalType target, CoercionInputShape... shapes) {
        for (CoercionInputShape shape : shapes) {
            json.coercionConfigFor(target).setCoercion(shape, CoercionAction.Fail);
        }
    }

    /** Text that nobody cleans must at least be storable: PostgreSQL takes neither NUL nor half surrogates. */
    private static final class TextReader extends StdScalarDeserializer<String> {

        @Serial
        private static final long serialVersionUID = 1L;

        private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

        TextReader() {
            super(String.class);
        }

        @Override
        public LogicalType logicalType() {
            return LogicalType.Textual;
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && UNSTORABLE.matcher(text).find()) {
                return (String) context.handleWeirdStringValue(String.class, text, "unstorable characters");
            }
            return text;
        }
    }

    private static final class UuidReader extends StdScalarDeserializer<UUID> {

        @Serial
        private static final long serialVersionUID = 1L;

        UuidReader() {
            super(UUID.class);
        }

        @Override
        public UUID deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (UUID) context.handleUnexpectedToken(UUID.class, parser);
            }
            return WireUuid.parse(parser.getText())
                    .orElseThrow(() -> context.weirdStringException("", UUID.class, "not a UUID"));
        }
    }

    /** Times of four-digit years with Z or an offset; no bare numbers, whose unit nobody could tell. */
    private static final class InstantReader extends StdScalarDeserializer<Instant> {

        @Serial
        private static final long serialVersionUID = 1L;

        private static final int LAST_YEAR = 9999;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            try {
                OffsetDateTime time = OffsetDateTime.parse(parser.getText(), DateTimeFormatter.ISO_OFFSET_DATE_TIME);
                if (time.getYear() > 0 && time.getYear() <= LAST_YEAR) {
                    return time.toInstant();
                }
            } catch (DateTimeException e) {
                throw (IOException) context.weirdStringException("", Instant.class, "not a time")
                        .initCause(e);
            }
            throw context.weirdStringException("", Instant.class, "not a year that can be stored");
        }
    }
}
