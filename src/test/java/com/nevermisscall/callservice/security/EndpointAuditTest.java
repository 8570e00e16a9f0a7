package com.nevermisscall.callservice.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nevermisscall.callservice.support.EndpointAudit;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointAuditTest {

    @Test
    void everyEndpointSaysWhomItIsForAndKeepsUsersInTheirTenant() {
        assertThat(EndpointAudit.complaintsAboutTheService()).isEmpty();
    }

    @Test
    void anEndpointThatForgotIsFound() {
        assertThat(EndpointAudit.complaints(List.of(GuardedController.Undeclared.class), List.of()))
                .singleElement()
                .asString()
                .contains("/undeclared", "declares no audience");
    }

    @Test
    void aUserEndpointWithoutATenantIsFound() {
        assertThat(EndpointAudit.complaints(List.of(GuardedController.class), List.of("thingId")))
                .filteredOn(complaint -> !complaint.contains("audit trail"))
                .containsExactlyInAnyOrder(
                        "/guarded/nobodys is for users but tells no tenant",
                        "/guarded/strangers/{strangerId} needs exactly one ResourceOwner of strangerId");
    }

    @Test
    void aUserEndpointThatLeavesNoTraceIsFound() {
        assertThat(EndpointAudit.complaints(List.of(GuardedController.class), List.of("thingId", "strangerId")))
                .anyMatch(complaint -> complaint.contains("/guarded/nobodys")
                        && complaint.contains("does not say what it is in the audit trail"));
    }

    @Test
    void twoOwnersOfOneVariableAreFound() {
        assertThat(EndpointAudit.complaints(List.of(GuardedController.class), List.of("thingId", "thingId")))
                .anyMatch(complaint -> complaint.endsWith("needs exactly one ResourceOwner of thingId"));
    }
}
