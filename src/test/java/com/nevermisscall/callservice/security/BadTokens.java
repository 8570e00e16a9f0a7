package com.nevermisscall.callservice.security;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.SecretKey;

/** Tokens as somebody makes them who wants to be let in, by what is wrong with each. */
final class BadTokens {

    /** Long enough for every algorithm of its kind. */
    static final String SECRET = "a-secret-of-at-least-sixty-four-bytes-that-HS512-would-take-as-well!!";

    private static final SecretKey KEY = Keys.hmacShaKeyFor(SECRET.getBytes(StandardCharsets.UTF_8));

    private static final SecretKey KEY_OF_AES = Jwts.ENC.A256GCM.key().build();

    private final UUID tenant;
    private final Map<String, List<String>> headers = new TreeMap<>();

    /** Tokens that would be good for this tenant, for five minutes from now. */
    BadTokens(UUID tenant) {
        this.tenant = tenant;
        tokens().forEach((fault, token) -> headers.put(fault, List.of("Authorization: Bearer " + token)));
    }

    /** The header line that carries each; a new map. */
    Map<String, List<String>> headers() {
        return new TreeMap<>(headers);
    }

    private Map<String, String> tokens() {
        String good = good().signWith(KEY, Jwts.SIG.HS256).compact();
        String[] parts = good.split("\\.");
        return Map.ofEntries(
                Map.entry("expired", signed(valid(Duration.ofSeconds(-1)))),
                Map.entry("not valid yet", signed(good().notBefore(in(Duration.ofMinutes(5))))),
                Map.entry("valid for ever", signed(claims())),
                Map.entry(
                        "without a tenant",
                        signed(Jwts.builder().subject(uuid()).expiration(in(Duration.ofMinutes(5))))),
                Map.entry("without a user", signed(good().subject(null).claim("user_id", null))),
                Map.entry("HS384", good().signWith(KEY, Jwts.SIG.HS384).compact()),
                Map.entry("HS512", good().signWith(KEY, Jwts.SIG.HS512).compact()),
                Map.entry(
                        "RS256",
                        good().signWith(Jwts.SIG.RS256.keyPair().build().getPrivate())
                                .compact()),
                Map.entry(
                        "ES256",
                        good().signWith(Jwts.SIG.ES256.keyPair().build().getPrivate())
                                .compact()),
                Map.entry("none", good().compact()),
                Map.entry(
                        "encrypted",
                        good().encryptWith(KEY_OF_AES, Jwts.ENC.A256GCM).compact()),
                Map.entry(
                        "another secret",
                        good().signWith(Jwts.SIG.HS256.key().build()).compact()),
                Map.entry("signature cut off", parts[0] + "." + parts[1] + "."),
                Map.entry("claims exchanged", parts[0] + "." + good().compact().split("\\.")[1] + "." + parts[2]),
                Map.entry("nonsense", "a.b.c"));
    }

    private static String signed(JwtBuilder token) {
        return token.signWith(KEY, Jwts.SIG.HS256).compact();
    }

    private JwtBuilder good() {
        return valid(Duration.ofMinutes(5));
    }

    private JwtBuilder valid(Duration time) {
        return claims().expiration(in(time));
    }

    private JwtBuilder claims() {
        return Jwts.builder().subject(uuid()).claim("tenant_id", tenant.toString());
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }

    private static Date in(Duration time) {
        return Date.from(Instant.now().plus(time));
    }
}
