package com.nevermisscall.callservice.encryption;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.hibernate.annotations.Immutable;

/** How a {@link PersonalText} is stored. */
@Converter(autoApply = true)
@Immutable
class PersonalTextColumn implements AttributeConverter<PersonalText, String> {

    private final Vault vault;

    PersonalTextColumn(Vault vault) {
        this.vault = vault;
    }

    @Override
    public String convertToDatabaseColumn(PersonalText value) {
        return value == null ? null : vault.seal(value.tenantId(), value.text());
    }

    @Override
    public PersonalText convertToEntityAttribute(String stored) {
        return vault.text(stored);
    }
}
