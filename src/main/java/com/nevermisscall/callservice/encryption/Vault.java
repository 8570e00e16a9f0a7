package com.nevermisscall.callservice.encryption;

import java.util.List;
import java.util.UUID;

/**
 * Seals personal data before they are stored, and opens what is stored. Without keys it stores what it is given; what
 * was stored before there were keys is read as it is.
 */
public class Vault {

    private final DataKeys keys;
    private final TextSeal texts;
    private final PhoneSeal phones;

    /** With the keys of texts and, if there are any, the one of phone numbers. */
    Vault(DataKeys keys, byte[] phoneKey) {
        this.keys = keys;
        this.texts = new TextSeal(keys);
        this.phones = phoneKey == null ? null : new PhoneSeal(phoneKey);
    }

    /** One without keys. */
    public static Vault withoutKeys() {
        return new Vault(new DataKeys(List.of()), null);
    }

    /** Whether there are keys. */
    boolean seals() {
        return !keys.isEmpty();
    }

    /** What to store for a text of a tenant's, another each time; null for null. */
    public String seal(UUID tenantId, String text) {
        return text == null || keys.isEmpty() ? text : texts.seal(tenantId, text);
    }

    /**
     * The text that is stored so; null for null.
     *
     * @throws IllegalStateException if it is another tenant's, its key is not there, or it was changed
     */
    public String open(UUID tenantId, String stored) {
        return isSealed(stored) ? require(tenantId, texts.open(stored)) : stored;
    }

    /** What to store for, and find by, a phone number of a tenant's customer, the same each time; null for null. */
    public String sealPhone(UUID tenantId, String number) {
        return number == null || phones == null ? number : phones.seal(tenantId, number);
    }

    /**
     * The phone number that is stored so; null for null.
     *
     * @throws IllegalStateException if it is another tenant's, there is no key, or it was changed
     */
    public String openPhone(UUID tenantId, String stored) {
        return isSealed(stored) ? require(tenantId, openPhone(stored)) : stored;
    }

    PersonalText text(String stored) {
        if (!isSealed(stored)) {
            return stored == null ? null : new PersonalText(null, stored);
        }
        Opened opened = texts.open(stored);
        return new PersonalText(opened.tenantId(), opened.text());
    }

    PersonalPhone phone(String stored) {
        if (!isSealed(stored)) {
            return stored == null ? null : new PersonalPhone(null, stored);
        }
        Opened opened = openPhone(stored);
        return new PersonalPhone(opened.tenantId(), opened.text());
    }

    private Opened openPhone(String stored) {
        if (phones == null) {
            throw new IllegalStateException("A stored phone number is sealed, and DATA_ENCRYPTION_KEYS is not set");
        }
        return phones.open(stored);
    }

    /** Whether a stored text is sealed with the key of new seals; null is. */
    boolean isCurrent(String stored) {
        return stored == null || isSealed(stored) && TextSeal.keyOf(stored).equals(keys.current());
    }

    String currentKey() {
        return keys.current();
    }

    private static boolean isSealed(String stored) {
        return stored != null && !stored.isEmpty() && stored.charAt(0) == TextSeal.MARK;
    }

    private static String require(UUID tenantId, Opened opened) {
        return PersonalText.require(tenantId, opened.tenantId(), opened.text());
    }
}
