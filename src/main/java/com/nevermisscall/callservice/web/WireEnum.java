package com.nevermisscall.callservice.web;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** An enum that callers know by another spelling than Java's: in JSON and in query parameters. */
public interface WireEnum {

    /** The constant's own name, as Java spells it. */
    String name();

    /** The spelling of the HTTP contract: the constant's name in lower case, unless the enum says otherwise. */
    @JsonValue
    default String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
