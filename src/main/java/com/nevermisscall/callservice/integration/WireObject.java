package com.nevermisscall.callservice.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.nevermisscall.callservice.web.SanitizedText;

/**
 * A JSON object read tolerantly: each field is asked for in camelCase and found in snake_case too, and a field of the
 * wrong type counts as absent, so that one odd value does not spoil the rest.
 */
public final class WireObject {

    private final JsonNode node;

    /** Anything but a JSON object, null included, makes an absent one. */
    public WireObject(JsonNode node) {
        this.node = node != null && node.isObject() ? node : MissingNode.getInstance();
    }

    /** Whether there is an object at all. */
    public boolean isPresent() {
        return !node.isMissingNode();
    }

    /** The field as it came; a missing node when it is absent or null. */
    public JsonNode get(String name) {
        JsonNode camelCase = node.path(name);
        JsonNode field = camelCase.isMissingNode() || camelCase.isNull()
                ? node.path(SnakeCaseStrategy.INSTANCE.translate(name))
                : camelCase;
        return field.isNull() ? MissingNode.getInstance() : field;
    }

    /** The object in that field; an absent one when there is none. */
    public WireObject object(String name) {
        return new WireObject(get(name));
    }

    /** The sanitized and stripped text, cut at {@code limit} characters; null when blank or no text. */
    public String text(String name, int limit) {
        JsonNode field = get(name);
        return field.isTextual() ? cleaned(field.textValue(), limit) : null;
    }

    /** As {@link #text}, and a whole number as well, for codes that some send as numbers. */
    public String code(String name, int limit) {
        JsonNode field = get(name);
        return field.isIntegralNumber() ? cleaned(field.asText(), limit) : text(name, limit);
    }

    /** The whole number, written as 25 or 25.0; null when it is none, or outside the bounds, which are included. */
    public Integer integer(String name, int min, int max) {
        JsonNode field = get(name);
        if (!field.canConvertToExactIntegral() || !field.canConvertToInt()) {
            return null;
        }
        int number = field.intValue();
        return number < min || number > max ? null : number;
    }

    /** The number; null when it is none. */
    public Double number(String name) {
        JsonNode field = get(name);
        return field.isNumber() ? field.doubleValue() : null;
    }

    /** The number, clamped to 0–1; null when it is none. */
    public Double fraction(String name) {
        Double number = number(name);
        return number == null ? null : Math.min(1, Math.max(0, number));
    }

    /** True or false; null when it is neither. */
    public Boolean flag(String name) {
        JsonNode field = get(name);
        return field.isBoolean() ? field.booleanValue() : null;
    }

    private static String cleaned(String text, int limit) {
        String clean = SanitizedText.Deserializer.clean(text).strip();
        if (clean.length() > limit) {
            boolean splitsPair = Character.isHighSurrogate(clean.charAt(limit - 1));
            clean = clean.substring(0, splitsPair ? limit - 1 : limit).stripTrailing();
        }
        return clean.isEmpty() ? null : clean;
    }
}
