package com.nevermisscall.callservice.documentation;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;

/** Types of JSON, as OpenAPI 3.1 writes them. */
final class Types {

    private Types() {}

    static Schema<Object> text() {
        return of("string");
    }

    static Schema<Object> wholeNumber() {
        return of("integer");
    }

    static Schema<Object> object() {
        return of("object");
    }

    static Schema<Object> nothing() {
        return of("null");
    }

    /** Always this value. */
    static Schema<Object> always(boolean value) {
        Schema<Object> type = of("boolean");
        type.setConst(value);
        return type;
    }

    /** The schema of that name. */
    static Schema<Object> named(String schema) {
        Schema<Object> type = new JsonSchema();
        type.set$ref(schema);
        return type;
    }

    private static Schema<Object> of(String name) {
        Schema<Object> type = new JsonSchema();
        type.addType(name);
        return type;
    }
}
