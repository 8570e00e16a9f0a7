package com.nevermisscall.callservice.encryption;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The operator's keys by name, and the keys that are derived from them for each tenant. */
final class DataKeys {

    private static final int REMEMBERED = 10_000;

    private final Map<String, byte[]> keys = new LinkedHashMap<>();
    private final Cache<Name, SecretKey> derived =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** In the form of {@link EncryptionProperties}; the first is that of new seals. */
    DataKeys(List<String> settings) {
        for (String setting : settings) {
            String[] nameAndKey = setting.split(":", 2);
            if (keys.put(nameAndKey[0], Base64.getDecoder().decode(nameAndKey[1])) != null) {
                throw new IllegalArgumentException("Two keys have one name");
            }
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The name of the key of new seals. */
    String current() {
        return keys.keySet().iterator().next();
    }

    boolean has(String name) {
        return keys.containsKey(name);
    }

    /**
     * The AES key of a tenant's texts.
     *
     * @throws IllegalStateException if there is no key of that name
     */
    SecretKey ofTexts(String name, UUID tenantId) {
        return derived.get(new Name(name, tenantId), this::derive);
    }

    private SecretKey derive(Name name) {
        byte[] key = keys.get(name.key());
        if (key == null) {
            throw new IllegalStateException(
                    "Stored data are sealed with key " + name.key() + ", which DATA_ENCRYPTION_KEYS does not hold");
        }
        return new SecretKeySpec(Hkdf.derive(key, "texts of " + name.tenantId()), "AES");
    }

    private record Name(String key, UUID tenantId) {}
}
