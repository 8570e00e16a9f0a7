package com.nevermisscall.callservice.sandbox;

import com.nevermisscall.callservice.sandbox.dispatcher.ServiceArea;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answer of ts-tenant-service; the last four are null where no address was asked about. */
record TenantProfile(
        boolean exists,
        boolean active,
        String businessName,
        String tradeType,
        String timezone,
        double serviceRadiusMiles,
        Map<String, Hours> businessHours,
        String greetingTemplate,
        Integer aiTakeoverDelaySeconds,
        Address businessAddress,
        Boolean serviceAreaValid,
        Boolean addressValidated,
        Double distanceMiles,
        Integer travelTimeMinutes) {

    private static final double MILES_PER_MINUTE = 0.5;

    record Hours(String start, String end) {}

    record Address(String streetAddress, String city, String state, String postalCode) {}

    /** The profile, with the verdict on the customer's address where one is given. */
    static TenantProfile of(DemoTenant tenant, String customerAddress, Countdown countdown) {
        ServiceArea area = tenant.area();
        ServiceArea.Verdict verdict = customerAddress == null ? null : area.check(customerAddress);
        Double miles = verdict == null ? null : verdict.miles();
        return new TenantProfile(
                true,
                true,
                tenant.businessName(),
                tenant.tradeType(),
                tenant.timezone(),
                area.radiusMiles(),
                week(),
                "Hi! Sorry we missed your call at {businessName}. What can we help you with? Just reply to this text.",
                countdown.secondsOf(tenant),
                new Address(tenant.street(), area.city(), area.state(), area.postalCode()),
                verdict == null ? null : verdict.inside(),
                verdict == null ? null : verdict.addressValidated(),
                miles,
                miles == null ? null : (int) Math.ceil(miles / MILES_PER_MINUTE));
    }

    private static Map<String, Hours> week() {
        Map<String, Hours> week = new LinkedHashMap<>();
        for (String day : new String[] {"monday", "tuesday", "wednesday", "thursday", "friday"}) {
            week.put(day, new Hours("07:00", "18:00"));
        }
        week.put("saturday", new Hours("08:00", "14:00"));
        week.put("sunday", null);
        return week;
    }
}
