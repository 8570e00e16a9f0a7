package com.nevermisscall.callservice.integration.tenant;

/**
 * Whether an address is one that the business goes to ({@code collaborators.md}, ts-tenant-service).
 *
 * @param valid            whether the job can be taken; true where the check itself failed, since a fault of ours never
 *                         loses a customer
 * @param reason           {@code validation_disabled}, {@code address_validation_failed}, {@code outside_service_area},
 *                         {@code within_service_area} or {@code validation_error}
 * @param addressValidated whether the address is a real one; null when that was not checked
 */
public record ServiceArea(boolean valid, String reason, Boolean addressValidated) {

    static ServiceArea notChecked() {
        return new ServiceArea(true, "validation_disabled", null);
    }

    static ServiceArea checkFailed(Boolean addressValidated) {
        return new ServiceArea(true, "validation_error", addressValidated);
    }

    static ServiceArea unknownAddress() {
        return new ServiceArea(false, "address_validation_failed", false);
    }

    static ServiceArea within(Boolean addressValidated) {
        return new ServiceArea(true, "within_service_area", addressValidated);
    }

    static ServiceArea outside(Boolean addressValidated) {
        return new ServiceArea(false, "outside_service_area", addressValidated);
    }
}
