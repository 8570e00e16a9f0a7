package com.nevermisscall.callservice.config;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import java.util.UUID;
import org.springframework.data.domain.Persistable;

/**
 * A row whose id the service makes itself ({@link Ids}). It knows whether it is stored already, so that saving a new one
 * costs no select.
 */
@MappedSuperclass
public abstract class StoredEntity implements Persistable<UUID> {

    @Id
    private UUID id;

    @Transient
    private boolean stored;

    /** For JPA only. */
    protected StoredEntity() {}

    /** A row that is not stored yet. */
    protected StoredEntity(UUID id) {
        this.id = id;
    }

    /** The id; never null. */
    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void markStored() {
        stored = true;
    }
}
