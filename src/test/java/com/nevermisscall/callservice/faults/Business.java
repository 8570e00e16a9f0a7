package com.nevermisscall.callservice.faults;

import io.jsonwebtoken.Jwts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.spec.SecretKeySpec;

/** A tenant with its people at the dashboard and its customers: one for each trial, so that trials share a cluster. */
final class Business {

    static final String PHONE = "+13105550100";

    private final UUID tenantId = UUID.randomUUID();
    private final Queue<Customer> customers = new ConcurrentLinkedQueue<>();
    private final Webhooks webhooks;

    Business(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    UUID tenantId() {
        return tenantId;
    }

    /** Somebody who has never called or texted before. */
    Customer customer() {
        Customer customer = new Customer(this);
        customers.add(customer);
        return customer;
    }

    /** All customers there were. */
    List<Customer> customers() {
        return List.copyOf(customers);
    }

    /** How its requests, and those about it, get to the service. */
    Webhooks webhooks() {
        return webhooks;
    }

    /** What one of its people shows at the dashboard; a new one each time, because one alone has a rate limit. */
    String authorization() {
        String token = Jwts.builder()
                .subject(UUID.randomUUID().toString())
                .claim("tenant_id", tenantId.toString())
                .expiration(Date.from(Instant.now().plus(Duration.ofDays(1))))
                .signWith(
                        new SecretKeySpec(Cluster.JWT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"),
                        Jwts.SIG.HS256)
                .compact();
        return "Bearer " + token;
    }
}
