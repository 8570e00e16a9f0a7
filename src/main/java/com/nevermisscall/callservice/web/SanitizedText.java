package com.nevermisscall.callservice.web;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Free text from outside, cleaned while it is read, so that limits count what is kept: control characters other than
 * line breaks are removed, half surrogates (which PostgreSQL cannot store) become U+FFFD, and the rest is normalised
 * to NFC. Markup stays: it is text, and escaped wherever it is shown.
 */
@Documented
@JacksonAnnotationsInside
@JsonDeserialize(using = SanitizedText.Deserializer.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
public @interface SanitizedText {

    /** Reads a JSON string and cleans it. */
    final class Deserializer extends StdScalarDeserializer<String> {

        private static final long serialVersionUID = 1L;
        private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?|[\\u0085\\u2028\\u2029]");
        private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n]]");
        private static final Pattern HALF_SURROGATE = Pattern.compile("\\p{Cs}");

        public Deserializer() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return clean(StringDeserializer.instance.deserialize(parser, context));
        }

        /** The text as it is kept; null stays null. */
        public static String clean(String text) {
            if (text == null) {
                return null;
            }
            String lines = LINE_BREAK.matcher(text).replaceAll("\n");
            String visible = CONTROL.matcher(lines).replaceAll("");
            return Normalizer.normalize(HALF_SURROGATE.matcher(visible).replaceAll("\uFFFD"), Normalizer.Form.NFC);
        }
    }
}
