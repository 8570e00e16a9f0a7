package com.nevermisscall.callservice.security;

import com.nevermisscall.callservice.web.WireUuid;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.MalformedJwtException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The dashboard's JWTs, read and made ({@code api.md}, Credentials): HS256 only, {@code exp} required, no leeway. */
public class UserTokens {

    private static final int SHORTEST_SECRET_BYTES = 32;
    private static final String USER_ID = "user_id";
    private static final String TENANT_ID = "tenant_id";
    private static final String EMAIL = "email";
    private static final String ROLE = "role";

    private final SecretKey key;
    private final Clock clock;
    private final JwtParser parser;

    UserTokens(AccessProperties access, Clock clock) {
        byte[] secret = access.jwtSecret().getBytes(StandardCharsets.UTF_8);
        if (secret.length < SHORTEST_SECRET_BYTES) {
            throw new IllegalStateException("JWT_SECRET must be at least " + SHORTEST_SECRET_BYTES + " bytes long");
        }
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.clock = clock;
        this.parser = Jwts.parser()
                .verifyWith(key)
                .sig()
                .clear()
                .add(Jwts.SIG.HS256)
                .and()
                .zip()
                .clear()
                .and()
                .clock(() -> Date.from(clock.instant()))
                .build();
    }

    /** A token for the user that is valid from now on for that long. */
    public String issue(CurrentUser user, Duration validFor) {
        Instant now = clock.instant();
        return Jwts.builder()
                .subject(user.userId().toString())
                .claim(USER_ID, user.userId().toString())
                .claim(TENANT_ID, user.tenantId().toString())
                .claim(EMAIL, user.email())
                .claim(ROLE, user.role())
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(validFor)))
                .signWith(key, Jwts.SIG.HS256)
                .compact();
    }

    /** The user of a valid token; empty when it is malformed, forged, expired or lacks what is required. */
    Optional<CurrentUser> read(String token) {
        try {
            return Optional.of(userOf(parser.parseSignedClaims(token).getPayload()));
        } catch (JwtException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static CurrentUser userOf(Claims claims) {
        if (claims.getExpiration() == null) {
            throw new MalformedJwtException("No expiry");
        }
        String userId = claims.get(USER_ID, String.class);
        return new CurrentUser(
                uuid(userId == null ? claims.getSubject() : userId),
                uuid(claims.get(TENANT_ID, String.class)),
                claims.get(EMAIL, String.class),
                claims.get(ROLE, String.class));
    }

    private static UUID uuid(String claim) {
        return WireUuid.parse(claim).orElseThrow(() -> new MalformedJwtException("No UUID"));
    }
}
