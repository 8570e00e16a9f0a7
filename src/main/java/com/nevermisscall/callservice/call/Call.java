package com.nevermisscall.callservice.call;

import com.nevermisscall.callservice.config.StoredEntity;
import com.nevermisscall.callservice.encryption.PersonalPhone;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A phone call to a business. When it is missed it leads to a conversation and a lead, in the same transaction. */
@Entity
@Table(name = "calls")
class Call extends StoredEntity {

    private UUID tenantId;
    private String callSid;
    private PersonalPhone customerPhone;
    private String businessPhone;
    private String direction;

    @Enumerated(EnumType.STRING)
    private CallStatus status;

    private String callerCity;
    private String callerState;
    private String callerCountry;
    private Instant startTime;
    private Instant endTime;
    private Integer durationSeconds;
    private UUID conversationId;
    private UUID leadId;
    private boolean leadCreated;
    private UUID greetingId;
    private Instant createdAt;
    private Instant updatedAt;

    protected Call() {}

    Call(UUID id, IncomingCallRequest request, Instant now) {
        super(id);
        this.tenantId = request.tenantId();
        this.callSid = request.callSid();
        this.customerPhone =
                PersonalPhone.of(tenantId, Caller.number(request.from()).orElse(null));
        this.businessPhone = request.to();
        this.direction = request.direction() == null ? "inbound" : request.direction();
        this.status = CallStatus.RINGING;
        this.callerCity = request.callerCity();
        this.callerState = request.callerState();
        this.callerCountry = request.callerCountry();
        this.startTime = request.timestamp() == null ? now : request.timestamp();
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Moves the call on, never back; says whether it moved. */
    boolean moveOn(CallStatus later, Instant now) {
        if (later.compareTo(status) <= 0) {
            return false;
        }
        status = later;
        updatedAt = now;
        return true;
    }

    /** Keeps when the call ended and how long it took in seconds; null leaves what is known. */
    void ended(Instant at, Integer duration) {
        endTime = at == null ? endTime : at;
        durationSeconds = duration == null ? durationSeconds : duration;
    }

    /** What the missed call has led to; the greeting is null when none was owed. */
    void ledTo(UUID conversation, UUID lead, boolean created, UUID greeting) {
        conversationId = conversation;
        leadId = lead;
        leadCreated = created;
        greetingId = greeting;
    }

    boolean isMissed() {
        return status == CallStatus.MISSED;
    }

    /** Whether the caller can be texted. */
    boolean hasSomebodyToText() {
        return Caller.canBeTexted(customerPhone());
    }

    UUID tenantId() {
        return tenantId;
    }

    String callSid() {
        return callSid;
    }

    String customerPhone() {
        return PersonalPhone.read(tenantId, customerPhone);
    }

    String businessPhone() {
        return businessPhone;
    }

    String direction() {
        return direction;
    }

    CallStatus status() {
        return status;
    }

    Instant startTime() {
        return startTime;
    }

    Instant endTime() {
        return endTime;
    }

    Integer durationSeconds() {
        return durationSeconds;
    }

    UUID conversationId() {
        return conversationId;
    }

    UUID leadId() {
        return leadId;
    }

    boolean leadCreated() {
        return leadCreated;
    }

    UUID greetingId() {
        return greetingId;
    }
}
