package com.nevermisscall.callservice.sandbox;

import com.nevermisscall.callservice.sandbox.dispatcher.ServiceArea;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A business to play with.
 *
 * @param takeoverDelaySeconds how long a person has before the AI answers; null leaves it to the service's setting
 */
record DemoTenant(
        UUID id,
        String businessName,
        String tradeType,
        String businessPhone,
        String timezone,
        String street,
        ServiceArea area,
        Integer takeoverDelaySeconds) {

    /** The one tenant that does not exist, for whatever must be refused. */
    static final UUID NOBODY = UUID.fromString("00000000-0000-4000-8000-000000000000");

    /** One business for each trade. */
    static final List<DemoTenant> ALL = List.of(
            new DemoTenant(
                    UUID.fromString("11111111-1111-4111-8111-111111111111"),
                    "Rivera Plumbing",
                    "plumbing",
                    "+13105550111",
                    "America/Los_Angeles",
                    "400 S Main Street",
                    new ServiceArea("Los Angeles", "CA", "90013", 25),
                    15),
            new DemoTenant(
                    UUID.fromString("22222222-2222-4222-8222-222222222222"),
                    "Bright Spark Electric",
                    "electrical",
                    "+12125550122",
                    "America/New_York",
                    "85 Hudson Street",
                    new ServiceArea("New York", "NY", "10013", 20),
                    15),
            new DemoTenant(
                    UUID.fromString("33333333-3333-4333-8333-333333333333"),
                    "Lone Star Heating & Air",
                    "hvac",
                    "+15125550133",
                    "America/Chicago",
                    "1200 Barton Springs Road",
                    new ServiceArea("Austin", "TX", "78704", 40),
                    30),
            new DemoTenant(
                    UUID.fromString("44444444-4444-4444-8444-444444444444"),
                    "Mile High Locksmith",
                    "locksmith",
                    "+13035550144",
                    "America/Denver",
                    "1701 Wynkoop Street",
                    new ServiceArea("Denver", "CO", "80202", 30),
                    5),
            new DemoTenant(
                    UUID.fromString("55555555-5555-4555-8555-555555555555"),
                    "Bay Garage Doors",
                    "garage_door",
                    "+14155550155",
                    "America/Los_Angeles",
                    "2000 Mission Street",
                    new ServiceArea("San Francisco", "CA", "94110", 25),
                    null));

    /** The demo tenant of that id. */
    static Optional<DemoTenant> find(UUID id) {
        return ALL.stream().filter(tenant -> tenant.id().equals(id)).findFirst();
    }

    /** The tenant of any id but {@link #NOBODY}: a demo tenant, else a business like any other. */
    static DemoTenant any(UUID id) {
        return find(id).orElseGet(() -> new DemoTenant(
                id,
                "Main Street Services",
                "plumbing",
                "+13105550199",
                "America/Los_Angeles",
                "1 Main Street",
                new ServiceArea("Los Angeles", "CA", "90012", 25),
                null));
    }
}
