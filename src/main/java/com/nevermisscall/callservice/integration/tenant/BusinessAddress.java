package com.nevermisscall.callservice.integration.tenant;

/**
 * Where a business is; a part that is not known is empty, never null.
 *
 * @param street     street and number
 * @param city       city
 * @param state      the state's two letters
 * @param postalCode ZIP code
 */
public record BusinessAddress(String street, String city, String state, String postalCode) {

    /** Nothing of it is known. */
    public static BusinessAddress unknown() {
        return new BusinessAddress("", "", "", "");
    }
}
