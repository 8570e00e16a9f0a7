package com.nevermisscall.callservice.encryption;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals texts with AES-256-GCM, each with a nonce of its own: {@code U+0001 key-name ':' Base64(tenant nonce ciphertext
 * tag)}. The mark is a control character, which no text has that comes in from outside, so nothing can pretend to be
 * sealed.
 */
final class TextSeal {

    static final char MARK = '\u0001';

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int TENANT_BYTES = 16;

    private final DataKeys keys;
    private final SecureRandom random = new SecureRandom();

    TextSeal(DataKeys keys) {
        this.keys = keys;
    }

    String seal(UUID tenantId, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String key = keys.current();
        byte[] sealed =
                apply(Cipher.ENCRYPT_MODE, keys.ofTexts(key, tenantId), nonce, text.getBytes(StandardCharsets.UTF_8));
        byte[] all = ByteBuffer.allocate(TENANT_BYTES + NONCE_BYTES + sealed.length)
                .putLong(tenantId.getMostSignificantBits())
                .putLong(tenantId.getLeastSignificantBits())
                .put(nonce)
                .put(sealed)
                .array();
        return MARK + key + ':' + Base64.getEncoder().encodeToString(all);
    }

    Opened open(String stored) {
        int colon = stored.indexOf(':');
        ByteBuffer all = ByteBuffer.wrap(Base64.getDecoder().decode(stored.substring(colon + 1)));
        UUID tenantId = new UUID(all.getLong(), all.getLong());
        byte[] nonce = new byte[NONCE_BYTES];
        all.get(nonce);
        byte[] sealed = new byte[all.remaining()];
        all.get(sealed);
        byte[] text = apply(Cipher.DECRYPT_MODE, keys.ofTexts(keyOf(stored), tenantId), nonce, sealed);
        return new Opened(tenantId, new String(text, StandardCharsets.UTF_8));
    }

    /** The name of the key that a text is sealed with. */
    static String keyOf(String stored) {
        return stored.substring(1, stored.indexOf(':'));
    }

    private static byte[] apply(int mode, SecretKey key, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(text);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("Stored data were changed, or another key has the name of theirs", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not work here", e);
        }
    }
}
