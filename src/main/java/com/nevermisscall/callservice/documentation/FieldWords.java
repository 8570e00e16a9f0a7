package com.nevermisscall.callservice.documentation;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says of every field what it is, gives an example, and tells required from nullable: a request may leave out, or have
 * null, whatever no constraint demands; an answer has every field, and null where the words say so.
 */
class FieldWords {

    private final ApiWords words;

    FieldWords(ApiWords words) {
        this.words = words;
    }

    /** Describes the fields of an object, and of the objects that stand in it without a name of their own. */
    void describe(String name, Schema<?> object, boolean request) {
        Map<String, Schema<Object>> fields = fieldsOf(object);
        Set<String> demanded = object.getRequired() == null ? Set.of() : Set.copyOf(object.getRequired());
        object.setRequired(null);
        for (String field : List.copyOf(fields.keySet())) {
            Schema<Object> type = fields.get(field);
            describe(name, type, request);
            ApiWords.Field word = words.field(name, field).orElse(null);
            boolean nullable = request ? !demanded.contains(field) : word != null && word.nullable();
            fields.put(field, described(type, word, nullable));
            if (!request || demanded.contains(field)) {
                object.addRequiredItem(field);
            }
        }
    }

    /** The fields of an object as they can be changed; none where it tells none. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    static Map<String, Schema<Object>> fieldsOf(Schema<?> object) {
        return object.getProperties() == null ? Map.of() : (Map) object.getProperties();
    }

    private static Schema<Object> described(Schema<Object> type, ApiWords.Field word, boolean nullable) {
        anchor(type);
        if (word != null && word.values() != null) {
            type.setEnum(new ArrayList<>(word.values()));
        }
        Schema<Object> field = nullable ? nullable(type) : type;
        if (word != null) {
            field.setDescription(word.description() + aliasesOf(type));
            if (word.example() != null) {
                field.setExamples(List.of(word.example()));
            }
        }
        return field;
    }

    private static String aliasesOf(Schema<?> type) {
        Object aliases =
                type.getExtensions() == null ? null : type.getExtensions().get(WireSchemas.ALIASES);
        return aliases instanceof List<?> names
                ? names.stream()
                        .map(name -> "`" + name + "`")
                        .reduce((a, b) -> a + ", " + b)
                        .map(" Also spelt %s."::formatted)
                        .orElse("")
                : "";
    }

    private static Schema<Object> nullable(Schema<Object> type) {
        if (type.get$ref() != null) {
            Schema<Object> either = new JsonSchema();
            either.addAnyOfItem(type);
            either.addAnyOfItem(Types.nothing());
            return either;
        }
        type.addType("null");
        if (type.getEnum() != null) {
            List<Object> values = new ArrayList<>(type.getEnum());
            values.add(null);
            type.setEnum(values);
        }
        return type;
    }

    /** Our patterns are for the whole text, those of JSON Schema for any part of it; lengths from 0 say nothing. */
    static void anchor(Schema<?> type) {
        boolean notBlank = WireSchemas.NOT_BLANK.equals(type.getPattern());
        if (type.getPattern() != null && !notBlank && !type.getPattern().startsWith("^")) {
            type.setPattern("^" + type.getPattern() + "$");
        }
        if (Integer.valueOf(0).equals(type.getMinLength())) {
            type.setMinLength(notBlank ? 1 : null);
        }
        if (Integer.valueOf(0).equals(type.getMinItems())) {
            type.setMinItems(null);
        }
        if (type.getItems() != null) {
            anchor(type.getItems());
        }
    }
}
