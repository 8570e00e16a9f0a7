package com.nevermisscall.callservice.encryption;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals phone numbers so that a number of a tenant always gives the same, by which it is found, joined and kept unique:
 * a synthetic IV, as in RFC 5297. {@code U+0001 Base64(tenant hash ciphertext)}: the hash is an HMAC-SHA-256 of the
 * number, cut to 16 bytes, with a key of the tenant's; it is what lookups go by, the IV of AES-256-CTR, and the proof
 * that nothing was changed. Who reads the database sees that two rows of one tenant have the same customer, and no more.
 */
final class PhoneSeal {

    private static final int BLOCK = 16;

    private static final int REMEMBERED = 10_000;

    private final byte[] key;
    private final Cache<UUID, TenantKeys> derived =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    PhoneSeal(byte[] key) {
        this.key = key.clone();
    }

    String seal(UUID tenantId, String number) {
        // All of one length: it shall not tell the country.
        byte[] padded = Arrays.copyOf(number.getBytes(StandardCharsets.US_ASCII), BLOCK);
        TenantKeys keys = derived.get(tenantId, this::derive);
        byte[] hash = keys.hash(padded);
        byte[] all = ByteBuffer.allocate(3 * BLOCK)
                .putLong(tenantId.getMostSignificantBits())
                .putLong(tenantId.getLeastSignificantBits())
                .put(hash)
                .put(keys.apply(hash, padded))
                .array();
        return TextSeal.MARK + Base64.getEncoder().encodeToString(all);
    }

    Opened open(String stored) {
        ByteBuffer all = ByteBuffer.wrap(Base64.getDecoder().decode(stored.substring(1)));
        UUID tenantId = new UUID(all.getLong(), all.getLong());
        byte[] hash = new byte[BLOCK];
        byte[] sealed = new byte[BLOCK];
        all.get(hash).get(sealed);
        TenantKeys keys = derived.get(tenantId, this::derive);
        byte[] padded = keys.apply(hash, sealed);
        if (!MessageDigest.isEqual(hash, keys.hash(padded))) {
            throw new IllegalStateException("A stored phone number was changed");
        }
        return new Opened(tenantId, new String(padded, StandardCharsets.US_ASCII).replace("\0", ""));
    }

    private TenantKeys derive(UUID tenantId) {
        return new TenantKeys(
                Hkdf.derive(key, "phone hashes of " + tenantId),
                new SecretKeySpec(Hkdf.derive(key, "phones of " + tenantId), "AES"));
    }

    /** A tenant's keys: of the hash, and of the number. */
    private record TenantKeys(byte[] hashing, SecretKey sealing) {

        byte[] hash(byte[] number) {
            return Arrays.copyOf(Hkdf.hmac(hashing, number), BLOCK);
        }

        /** To and fro are the same. */
        byte[] apply(byte[] iv, byte[] number) {
            try {
                Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
                cipher.init(Cipher.ENCRYPT_MODE, sealing, new IvParameterSpec(iv));
                return cipher.doFinal(number);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-CTR does not work here", e);
            }
        }
    }
}
