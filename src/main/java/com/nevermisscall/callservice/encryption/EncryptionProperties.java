package com.nevermisscall.callservice.encryption;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The keys of personal data.
 *
 * @param keys DATA_ENCRYPTION_KEYS: each a name, a colon and 32 bytes in Base64; what is stored from now on is sealed with
 *             the first, what is stored already is opened with the one that its seal names; empty: nothing is sealed
 */
@Validated
@ConfigurationProperties("encryption")
record EncryptionProperties(@NotNull List<@Pattern(regexp = "[A-Za-z0-9]{1,16}:[A-Za-z0-9+/]{43}=") String> keys) {

    /** Never tells the keys. */
    @Override
    public String toString() {
        return "EncryptionProperties[" + keys.size() + " keys]";
    }
}
