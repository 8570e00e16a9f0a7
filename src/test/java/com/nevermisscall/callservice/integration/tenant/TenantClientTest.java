package com.nevermisscall.callservice.integration.tenant;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.nevermisscall.callservice.integration.Collaborator;
import com.nevermisscall.callservice.integration.CollaboratorStub;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantClientTest {

    private static final UUID TENANT = UUID.randomUUID();

    @RegisterExtension
    final CollaboratorStub tenants = new CollaboratorStub(Collaborator.TS_TENANT_SERVICE);

    @ParameterizedTest
    @ValueSource(strings = {"%s", "{\"success\": true, \"data\": %s}"})
    void readsAProfileInEitherShape(String shape) {
        tenants.answers(200, shape.formatted("""
                        {"exists": true, "active": true, "businessName": "Smith Plumbing", "tradeType": "plumbing",
                         "timezone": "America/New_York", "serviceRadiusMiles": 30.0, "businessHours": "08:00-16:00",
                         "greetingTemplate": "Hi from {businessName}", "aiTakeoverDelaySeconds": 90,
                         "businessAddress": {"streetAddress": "1 Main St", "city": "Albany", "state": "NY",
                                             "postalCode": "12207"},
                         "somethingNew": {}}
                        """));

        assertThat(profile())
                .contains(new TenantProfile(
                        TENANT,
                        true,
                        true,
                        "Smith Plumbing",
                        "plumbing",
                        "America/New_York",
                        30,
                        BusinessHours.mondayToSaturday(
                                new BusinessHours.Opening(LocalTime.of(8, 0), LocalTime.of(16, 0))),
                        "Hi from {businessName}",
                        90,
                        new BusinessAddress("1 Main St", "Albany", "NY", "12207")));
        assertThat(tenants.request().getUrl()).isEqualTo("/internal/tenants/" + TENANT + "/validate");
        assertThat(tenants.requestBody()).isEqualTo(CollaboratorStub.parse("{}"));
    }

    @Test
    void needsNoMoreThanThatTheTenantExists() {
        tenants.answers(200, "{\"exists\": true}");

        TenantProfile profile = profile().orElseThrow();

        assertThat(profile.known()).isTrue();
        assertThat(profile.active()).isTrue();
        assertThat(profile.businessNameOr("our business")).isEqualTo("our business");
        assertThat(profile.hours()).isEqualTo(BusinessHours.standard());
        assertThat(profile.address()).isEqualTo(BusinessAddress.unknown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "86401", "-1", "\"60\"", "60.5", "null"})
    void takesNoDelayThatCannotBe(String delay) {
        tenants.answers(200, "{\"exists\": true, \"aiTakeoverDelaySeconds\": " + delay + "}");

        assertThat(profile().orElseThrow().aiTakeoverDelaySeconds()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"404 | <html>", "200 | {\"exists\": false}", "200 | {\"exists\": true, \"active\": false}"})
    void knowsATenantThatIsNoCustomer(int status, String answer) {
        tenants.answers(status, answer);

        assertThat(profile().orElseThrow().known()).isTrue();
        assertThat(profile().orElseThrow().active()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html>Welcome</html>",
                "200 | {\"exists\": tr",
                "200 | {\"exists\": \"yes\"}",
                "200 | {}",
                "401 | {\"exists\": false}",
                "429 | {}",
                "500 | {\"exists\": false}"
            })
    void hasNoAnswerWhereNoneCanBeRead(int status, String answer) {
        tenants.answers(status, answer);

        assertThat(profile()).isEmpty();
    }

    @Test
    void hasNoAnswerWhenItTakesTooLong() {
        tenants.answers(aResponse().withStatus(200).withFixedDelay(5000));

        assertThat(new TenantClient(tenants.http(Duration.ofMillis(300))).profile(TENANT))
                .isEmpty();
    }

    @Test
    void hasNoAnswerWhenTheConnectionIsLost() {
        tenants.answers(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));

        assertThat(profile()).isEmpty();
        assertThat(tenants.requests()).hasSize(1);
    }

    private Optional<TenantProfile> profile() {
        return new TenantClient(tenants.http()).profile(TENANT);
    }
}
