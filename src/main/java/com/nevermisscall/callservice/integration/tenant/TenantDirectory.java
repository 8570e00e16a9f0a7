package com.nevermisscall.callservice.integration.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nevermisscall.callservice.integration.CollaboratorHttp;
import com.nevermisscall.callservice.integration.CollaboratorProperties;
import com.nevermisscall.callservice.web.Admission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * The businesses and where they work. Profiles are remembered, so that ts-tenant-service is asked seldom, and its being
 * down goes unnoticed for a day.
 */
@Component
public class TenantDirectory {

    private static final int MAX_TENANTS = 10_000;
    private static final Duration MAX_STALE = Duration.ofHours(24);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    private final TenantClient client;
    private final Clock clock;
    private final Duration freshFor;
    private final boolean areaValidation;
    private final Cache<UUID, Entry> entries =
            Caffeine.newBuilder().maximumSize(MAX_TENANTS).build();
    private final ConcurrentMap<UUID, CompletableFuture<TenantProfile>> loads = new ConcurrentHashMap<>();

    TenantDirectory(TenantClient client, CollaboratorProperties properties, Clock clock) {
        this.client = client;
        this.clock = clock;
        this.freshFor = Duration.ofSeconds(properties.tenant().cacheSeconds());
        this.areaValidation = properties.tenant().areaValidation();
    }

    /**
     * The business's profile, at most {@code TENANT_CACHE_SECONDS} old, or up to 24 hours while the service is down, or
     * else {@link TenantProfile#unknown}. Takes at most 2 seconds and never fails for the other side's sake.
     *
     * @throws IllegalStateException inside a database transaction, whether or not the profile is remembered
     */
    public TenantProfile profileOf(UUID tenantId) {
        CollaboratorHttp.requireNoTransaction();
        Entry entry = usableEntry(tenantId);
        if (entry != null && !isDue(entry)) {
            return entry.profile();
        }
        CompletableFuture<TenantProfile> load = new CompletableFuture<>();
        CompletableFuture<TenantProfile> running = loads.putIfAbsent(tenantId, load);
        if (running == null) {
            return load(tenantId, load);
        }
        return entry == null ? Admission.withoutPlace(running::join) : entry.profile();
    }

    /** The profile that {@link #profileOf} would return at once without asking, else empty. */
    Optional<TenantProfile> remembered(UUID tenantId) {
        Entry entry = usableEntry(tenantId);
        return entry == null || isDue(entry) ? Optional.empty() : Optional.of(entry.profile());
    }

    /**
     * Whether the business goes to that address; asked anew each time, in at most 2 seconds, and never fails for the
     * other side's sake.
     *
     * @throws IllegalStateException inside a database transaction
     */
    public ServiceArea checkAddress(UUID tenantId, String address) {
        CollaboratorHttp.requireNoTransaction();
        if (!areaValidation) {
            return ServiceArea.notChecked();
        }
        if (address == null || address.isBlank()) {
            return ServiceArea.checkFailed(null);
        }
        return client.area(tenantId, address).orElseGet(() -> ServiceArea.checkFailed(null));
    }

    private TenantProfile load(UUID tenantId, CompletableFuture<TenantProfile> load) {
        try {
            TenantProfile profile = current(tenantId);
            load.complete(profile);
            return profile;
        } finally {
            // Whatever happened here, those who wait are let go; without effect after a load that ended well.
            load.complete(TenantProfile.unknown(tenantId));
            loads.remove(tenantId, load);
        }
    }

    private TenantProfile current(UUID tenantId) {
        Entry entry = usableEntry(tenantId);
        if (entry != null && !isDue(entry)) {
            // Another load has ended between our look into the cache and our turn to load.
            return entry.profile();
        }
        TenantProfile profile = client.profile(tenantId).orElse(null);
        Instant now = clock.instant();
        if (profile != null) {
            entries.put(tenantId, new Entry(profile, now, now.plus(freshFor)));
            return profile;
        }
        if (entry != null) {
            entries.put(tenantId, new Entry(entry.profile(), entry.loadedAt(), now.plus(PAUSE_AFTER_FAILURE)));
            return entry.profile();
        }
        return TenantProfile.unknown(tenantId);
    }

    private Entry usableEntry(UUID tenantId) {
        Entry entry = entries.getIfPresent(tenantId);
        boolean tooOld =
                entry != null && clock.instant().isAfter(entry.loadedAt().plus(MAX_STALE));
        return tooOld ? null : entry;
    }

    private boolean isDue(Entry entry) {
        return !clock.instant().isBefore(entry.nextLoadAt());
    }

    private record Entry(TenantProfile profile, Instant loadedAt, Instant nextLoadAt) {}
}
