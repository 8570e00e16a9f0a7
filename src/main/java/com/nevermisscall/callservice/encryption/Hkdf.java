package com.nevermisscall.callservice.encryption;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with HMAC-SHA-256 (RFC 5869), which Java itself has from 25 on. */
final class Hkdf {

    private static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 32;

    private Hkdf() {}

    /** A key of 32 bytes for one purpose, without salt: the key it is made from is random already. */
    static byte[] derive(byte[] key, String purpose) {
        return derive(key, new byte[0], purpose.getBytes(StandardCharsets.UTF_8), HASH_BYTES);
    }

    static byte[] derive(byte[] key, byte[] salt, byte[] info, int length) {
        byte[] extracted = hmac(salt.length == 0 ? new byte[HASH_BYTES] : salt, key);
        ByteArrayOutputStream expanded = new ByteArrayOutputStream();
        byte[] block = new byte[0];
        for (int counter = 1; expanded.size() < length; counter++) {
            block = hmac(extracted, block, info, new byte[] {(byte) counter});
            expanded.writeBytes(block);
        }
        return Arrays.copyOf(expanded.toByteArray(), length);
    }

    /** HMAC-SHA-256 of these parts, one after the other. */
    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + HMAC, e);
        }
    }
}
