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
    private volatile PhoneSeal phones;

    /** With the operator's keys; if there are any, it waits for the one of phone numbers. */
    Vault(DataKeys keys) {
        this.keys = keys;
        this.texts = new TextSeal(keys);
    }

    /** Takes the key of phone numbers, which is null without keys. */
    Vault with(byte[] phoneKey) {
        phones = phoneKey == null ? null : new PhoneSeal(phoneKey);
        return this;
    }

    /** One without keys. */
    public static Vault withoutKeys() {
        return new Vault(new DataKeys(List.of()));
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
        return number == null || keys.isEmpty() ? number : phones().seal(tenantId, number);
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
        return phones().open(stored);
    }

    /** Never to be taken for none: a number must not be stored in the clear by who is too early. */
    private PhoneSeal phones() {
        PhoneSeal seal = phones;
        if (seal == null) {
            throw new IllegalStateException("The key of phone numbers is not there");
        }
        return seal;
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
