package com.nevermisscall.callservice.encryption;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.hibernate.annotations.Immutable;

/** How a {@link PersonalPhone} is stored, and found. */
@Converter(autoApply = true)
@Immutable
class PersonalPhoneColumn implements AttributeConverter<PersonalPhone, String> {

    private final Vault vault;

    PersonalPhoneColumn(Vault vault) {
        this.vault = vault;
    }

    @Override
    public String convertToDatabaseColumn(PersonalPhone value) {
        return value == null ? null : vault.sealPhone(value.tenantId(), value.number());
    }

    @Override
    public PersonalPhone convertToEntityAttribute(String stored) {
        return vault.phone(stored);
    }
}
