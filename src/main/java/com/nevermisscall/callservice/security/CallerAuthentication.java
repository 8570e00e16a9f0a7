package com.nevermisscall.callservice.security;

import java.io.Serial;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Who the credentials of a request vouch for: another service, a user, or both at once. */
class CallerAuthentication extends AbstractAuthenticationToken {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient OptionalInt serviceKey;
    private final transient CurrentUser user;

    /** A caller with the service key of that position, or none, and with that user, or null. */
    CallerAuthentication(OptionalInt serviceKey, CurrentUser user) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.serviceKey = serviceKey;
        this.user = user;
        setAuthenticated(true);
    }

    /** Whether a valid service key came along. */
    boolean isService() {
        return serviceKey.isPresent();
    }

    /** Which service key came along, by its position among the accepted ones; never the key itself. */
    OptionalInt serviceKey() {
        return serviceKey;
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
                && serviceKey.equals(that.serviceKey)
                && Objects.equals(user, that.user);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), serviceKey, user);
    }
}
