package com.nevermisscall.callservice.security;

import java.io.Serial;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Who the credentials of a request vouch for: another service, a user, or both at once. */
class CallerAuthentication extends AbstractAuthenticationToken {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean service;
    private final transient CurrentUser user;

    CallerAuthentication(boolean service, CurrentUser user) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.service = service;
        this.user = user;
        setAuthenticated(true);
    }

    /** Whether a valid service key came along. */
    boolean isService() {
        return service;
    }

    /** The user of a valid JWT, or empty when none came along. */
    Optional<CurrentUser> user() {
        return Optional.ofNullable(user);
    }

    @Override
    public Object getPrincipal() {
        return user == null ? "service" : user;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallerAuthentication that
                && super.equals(other)
                && service == that.service
                && Objects.equals(user, that.user);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), service, user);
    }
}
