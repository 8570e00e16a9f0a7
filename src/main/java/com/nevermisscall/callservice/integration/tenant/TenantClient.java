package com.nevermisscall.callservice.integration.tenant;

import com.nevermisscall.callservice.integration.Collaborator;
import com.nevermisscall.callservice.integration.CollaboratorAnswer;
import com.nevermisscall.callservice.integration.CollaboratorConnections;
import com.nevermisscall.callservice.integration.CollaboratorHttp;
import com.nevermisscall.callservice.integration.CollaboratorProperties;
import com.nevermisscall.callservice.integration.CollaboratorRequest;
import com.nevermisscall.callservice.integration.CollaboratorUnavailableException;
import com.nevermisscall.callservice.integration.WireObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Asks ts-tenant-service, each time anew. An empty answer means that it could not be asked. */
@Component
class TenantClient {

    private static final Logger log = LoggerFactory.getLogger(TenantClient.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int MAX_NAME = 200;
    private static final int MAX_GREETING = 1600;
    private static final int MAX_WORD = 64;
    private static final int MAX_RADIUS_MILES = 10_000;
    private static final int MAX_DELAY_SECONDS = 86_400;

    private final CollaboratorHttp http;

    @Autowired
    TenantClient(CollaboratorConnections connections, CollaboratorProperties properties) {
        this(connections.open(
                Collaborator.TS_TENANT_SERVICE, properties.tenant().url(), LIMIT));
    }

    TenantClient(CollaboratorHttp http) {
        this.http = http;
    }

    /** The business's profile; 404 says that there is no such business. */
    Optional<TenantProfile> profile(UUID tenantId) {
        return validate(tenantId, Map.of()).map(answer -> profileOf(tenantId, answer));
    }

    /** The service's judgement of an address, of a business that exists. */
    Optional<ServiceArea> area(UUID tenantId, String address) {
        return validate(tenantId, Map.of("customerAddress", address))
                .filter(TenantClient::exists)
                .map(TenantClient::areaOf);
    }

    private Optional<WireObject> validate(UUID tenantId, Map<String, String> body) {
        CollaboratorRequest request = CollaboratorRequest.to("/internal/tenants/{tenantId}/validate", body)
                .ofTenant(tenantId);
        try {
            return readable(http.await(http.post(request)));
        } catch (CollaboratorUnavailableException failure) {
            return Optional.empty();
        }
    }

    private static Optional<WireObject> readable(CollaboratorAnswer answer) {
        if (answer.status() == 404) {
            return Optional.of(new WireObject(null));
        }
        if (!answer.isSuccess() || answer.payload().flag("exists") == null) {
            log.warn("ts_tenant_service gave no usable answer: {}", answer.reason());
            return Optional.empty();
        }
        return Optional.of(answer.payload());
    }

    private static boolean exists(WireObject answer) {
        return Boolean.TRUE.equals(answer.flag("exists"));
    }

    private static TenantProfile profileOf(UUID tenantId, WireObject answer) {
        if (!exists(answer)) {
            return TenantProfile.missing(tenantId);
        }
        return new TenantProfile(
                tenantId,
                true,
                !Boolean.FALSE.equals(answer.flag("active")),
                answer.text("businessName", MAX_NAME),
                answer.text("tradeType", MAX_WORD),
                answer.text("timezone", MAX_WORD),
                answer.integer("serviceRadiusMiles", 1, MAX_RADIUS_MILES),
                BusinessHoursReader.read(answer.get("businessHours")),
                answer.text("greetingTemplate", MAX_GREETING),
                answer.integer("aiTakeoverDelaySeconds", 1, MAX_DELAY_SECONDS),
                addressOf(answer.object("businessAddress")));
    }

    private static BusinessAddress addressOf(WireObject address) {
        return new BusinessAddress(
                textOr(address.text("streetAddress", MAX_NAME), address.text("street", MAX_NAME)),
                textOr(address.text("city", MAX_NAME), null),
                textOr(address.text("state", MAX_WORD), null),
                textOr(address.text("postalCode", MAX_WORD), address.text("zipCode", MAX_WORD)));
    }

    private static String textOr(String text, String other) {
        if (text != null) {
            return text;
        }
        return other == null ? "" : other;
    }

    private static ServiceArea areaOf(WireObject answer) {
        Boolean validated = answer.flag("addressValidated");
        Boolean inside = answer.flag("serviceAreaValid");
        if (Boolean.FALSE.equals(validated)) {
            return ServiceArea.unknownAddress();
        }
        if (inside == null) {
            return Boolean.TRUE.equals(validated) && isNear(answer)
                    ? ServiceArea.within(true)
                    : ServiceArea.checkFailed(validated);
        }
        return inside ? ServiceArea.within(validated) : ServiceArea.outside(validated);
    }

    private static boolean isNear(WireObject answer) {
        Double distance = answer.number("distanceMiles");
        Double radius = answer.number("serviceRadiusMiles");
        return distance != null && radius != null && distance <= radius;
    }
}
