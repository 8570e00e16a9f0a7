package com.nevermisscall.callservice.integration.tenant;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.integration.Collaborator;
import com.nevermisscall.callservice.integration.CollaboratorStub;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAreaTest {

    private static final UUID TENANT = UUID.randomUUID();
    private static final String ADDRESS = "1 Main St, Albany";

    @RegisterExtension
    final CollaboratorStub tenants = new CollaboratorStub(Collaborator.TS_TENANT_SERVICE);

    @Test
    void asksForTheCustomersAddress() {
        tenants.answers(200, "{\"exists\": true, \"addressValidated\": true, \"serviceAreaValid\": true}");

        check(true);

        assertThat(tenants.request().getUrl()).isEqualTo("/internal/tenants/" + TENANT + "/validate");
        assertThat(tenants.requestBody())
                .isEqualTo(CollaboratorStub.parse("{\"customerAddress\": \"1 Main St, Albany\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'addressValidated': true, 'serviceAreaValid': true   | true  | within_service_area       | true",
                "'addressValidated': true, 'serviceAreaValid': false  | false | outside_service_area      | true",
                "'addressValidated': false, 'serviceAreaValid': true  | false | address_validation_failed | false",
                "'addressValidated': false                            | false | address_validation_failed | false",
                "'serviceAreaValid': true                             | true  | within_service_area       |",
                "'serviceAreaValid': false                            | false | outside_service_area      |",
                "'serviceAreaValid': 'yes'                            | true  | validation_error          |",
                "'addressValidated': true                             | true  | validation_error          | true",
                "'addressValidated': true, 'distanceMiles': 9.5, 'serviceRadiusMiles': 10"
                        + " | true | within_service_area | true",
                "'addressValidated': true, 'distanceMiles': 10.5, 'serviceRadiusMiles': 10"
                        + " | true | validation_error | true"
            },
            quoteCharacter = '`')
    void judgesByWhatTheServiceSays(String fields, boolean valid, String reason, Boolean addressValidated) {
        tenants.answers(200, "{\"exists\": true, " + fields.replace('\'', '"') + "}");

        assertThat(check(true)).isEqualTo(new ServiceArea(valid, reason, addressValidated));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"exists\": false, \"serviceAreaValid\": false}", "<html>", "{\"exists\": true}"})
    void losesNoCustomerToAnAnswerThatSaysNothing(String answer) {
        tenants.answers(200, answer);

        assertThat(check(true)).isEqualTo(new ServiceArea(true, "validation_error", null));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500})
    void losesNoCustomerToAFailure(int status) {
        tenants.answers(aResponse().withStatus(status));

        assertThat(check(true)).isEqualTo(new ServiceArea(true, "validation_error", null));
    }

    @Test
    void asksAnewEachTime() {
        tenants.answers(200, "{\"exists\": true}");
        TenantDirectory directory = directory(true);

        directory.checkAddress(TENANT, ADDRESS);
        directory.checkAddress(TENANT, ADDRESS);

        assertThat(tenants.requests()).hasSize(2);
    }

    @Test
    void asksNobodyWhereTheCheckIsSwitchedOff() {
        assertThat(check(false)).isEqualTo(new ServiceArea(true, "validation_disabled", null));
        assertThat(tenants.requests()).isEmpty();
    }

    @Test
    void asksNobodyAboutNoAddress() {
        assertThat(directory(true).checkAddress(TENANT, " "))
                .isEqualTo(new ServiceArea(true, "validation_error", null));
        assertThat(tenants.requests()).isEmpty();
    }

    private ServiceArea check(boolean switchedOn) {
        return directory(switchedOn).checkAddress(TENANT, ADDRESS);
    }

    private TenantDirectory directory(boolean switchedOn) {
        return new TenantDirectory(
                new TenantClient(tenants.http()),
                TenantDirectoryTest.settings(Duration.ofSeconds(60), switchedOn),
                tenants.clock());
    }
}
