package com.nevermisscall.callservice.security;

import java.util.Locale;

/** The roles, of those a token may name, that open more than others do. */
public enum Role {
    OWNER,
    ADMIN;

    /** Whether a user has it: claim {@code role}, in lower case. */
    boolean isOf(CurrentUser user) {
        return name().toLowerCase(Locale.ROOT).equals(user.role());
    }
}
