package com.nevermisscall.callservice.lead;

import com.nevermisscall.callservice.config.StoredEntity;
import com.nevermisscall.callservice.encryption.PersonalPhone;
import com.nevermisscall.callservice.encryption.PersonalText;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** A customer who may become a job. It is moved by people and, forward only, by what the AI finds out. */
@Entity
@Table(name = "leads")
class Lead extends StoredEntity {

    private static final double QUALIFYING_CONFIDENCE = 0.8;

    private UUID tenantId;
    private UUID conversationId;
    private UUID callId;
    private PersonalPhone customerPhone;
    private PersonalText customerName;
    private PersonalText customerEmail;
    private PersonalText customerAddress;
    private PersonalText problemDescription;

    @Enumerated(EnumType.STRING)
    private UrgencyLevel urgency;

    private String jobType;
    private BigDecimal estimatedValue;
    private BigDecimal conversionValue;

    @Enumerated(EnumType.STRING)
    private LeadStatus status;

    private boolean statusByHuman;
    private PersonalText statusNotes;
    private PersonalText lostReason;
    private boolean analysed;
    private BigDecimal aiConfidence;
    private BigDecimal urgencyScore;
    private Boolean serviceAreaValid;
    private String serviceAreaReason;
    private Boolean addressValidated;
    private Instant createdAt;
    private Instant updatedAt;

    protected Lead() {}

    Lead(UUID id, UUID tenantId, UUID conversationId, UUID callId, String customerPhone, Instant now) {
        super(id);
        this.tenantId = tenantId;
        this.conversationId = conversationId;
        this.callId = callId;
        this.customerPhone = PersonalPhone.of(tenantId, customerPhone);
        this.urgency = UrgencyLevel.NORMAL;
        this.status = LeadStatus.NEW;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /**
     * Moves the lead as a person asked; the same status again only updates notes and value.
     *
     * @param notes why; null leaves what is there; with {@code lost} also the lost reason
     * @param value money with two decimals; null leaves what is there; with {@code completed} also the conversion value
     * @throws InvalidLeadMoveException if the lifecycle forbids it; nothing is changed then
     */
    void moveTo(LeadStatus target, String notes, BigDecimal value, Instant now) {
        if (target != status && !status.next().contains(target)) {
            throw new InvalidLeadMoveException(status, target);
        }
        status = target;
        statusByHuman = true;
        statusNotes = notes == null ? statusNotes : PersonalText.of(tenantId, notes);
        estimatedValue = value == null ? estimatedValue : value.setScale(2, RoundingMode.UNNECESSARY);
        if (target == LeadStatus.LOST) {
            lostReason = statusNotes;
        }
        if (target == LeadStatus.COMPLETED) {
            conversionValue = estimatedValue;
        }
        updatedAt = now;
    }

    /** Takes over what the AI found out, except where a person has decided already; never moves the lead backwards. */
    void learn(LeadFindings findings, Instant now) {
        analysed = true;
        jobType = findings.jobType() == null ? jobType : findings.jobType();
        customerName =
                findings.customerName() == null ? customerName : PersonalText.of(tenantId, findings.customerName());
        urgency = findings.urgency() == null ? urgency : findings.urgency();
        aiConfidence = findings.confidence() == null ? aiConfidence : score(findings.confidence());
        urgencyScore = findings.urgencyScore() == null ? urgencyScore : score(findings.urgencyScore());
        if (findings.customerAddress() != null) {
            noteAddress(findings.customerAddress(), now);
        }
        if (findings.outOfArea()) {
            serviceAreaValid = false;
            serviceAreaReason = LeadArea.OUTSIDE;
        }
        if (findings.appointmentBooked()) {
            advance(LeadStatus.APPOINTMENT_SCHEDULED);
        } else if (findings.confidence() != null
                && findings.confidence() > QUALIFYING_CONFIDENCE
                && status == LeadStatus.NEW) {
            advance(LeadStatus.QUALIFIED);
        }
        updatedAt = now;
    }

    private void advance(LeadStatus target) {
        if (!statusByHuman && status.precedes(target)) {
            status = target;
        }
    }

    private static BigDecimal score(double value) {
        return BigDecimal.valueOf(Math.min(1, Math.max(0, value))).setScale(3, RoundingMode.HALF_UP);
    }

    /** Keeps an address as the customer gave it; another one than before has not been checked. */
    void noteAddress(String address, Instant now) {
        if (!address.equals(customerAddress())) {
            customerAddress = PersonalText.of(tenantId, address);
            serviceAreaValid = null;
            serviceAreaReason = null;
            addressValidated = null;
            updatedAt = now;
        }
    }

    /** Keeps the result of a check of an address, unless the lead has another address by now. */
    void areaChecked(String address, boolean valid, String reason, Boolean validated, Instant now) {
        if (Objects.equals(address, customerAddress())) {
            serviceAreaValid = valid;
            serviceAreaReason = reason;
            addressValidated = validated;
            updatedAt = now;
        }
    }

    /** Keeps the first thing the customer wrote as the description of the problem. */
    void describeProblem(String text, Instant now) {
        if (problemDescription == null) {
            problemDescription = PersonalText.of(tenantId, text);
            updatedAt = now;
        }
    }

    LeadArea area() {
        return new LeadArea(customerAddress(), serviceAreaValid, serviceAreaReason);
    }

    /** Whether the AI or the address check has said anything of the lead. */
    boolean hasAnalysis() {
        return analysed || serviceAreaValid != null;
    }

    BigDecimal aiConfidence() {
        return aiConfidence;
    }

    BigDecimal urgencyScore() {
        return urgencyScore;
    }

    Boolean serviceAreaValid() {
        return serviceAreaValid;
    }

    Boolean addressValidated() {
        return addressValidated;
    }

    UUID tenantId() {
        return tenantId;
    }

    UUID conversationId() {
        return conversationId;
    }

    UUID callId() {
        return callId;
    }

    String customerPhone() {
        return PersonalPhone.read(tenantId, customerPhone);
    }

    String customerName() {
        return PersonalText.read(tenantId, customerName);
    }

    String customerEmail() {
        return PersonalText.read(tenantId, customerEmail);
    }

    String customerAddress() {
        return PersonalText.read(tenantId, customerAddress);
    }

    String problemDescription() {
        return PersonalText.read(tenantId, problemDescription);
    }

    UrgencyLevel urgency() {
        return urgency;
    }

    String jobType() {
        return jobType;
    }

    BigDecimal estimatedValue() {
        return estimatedValue;
    }

    BigDecimal conversionValue() {
        return conversionValue;
    }

    String lostReason() {
        return PersonalText.read(tenantId, lostReason);
    }

    LeadStatus status() {
        return status;
    }

    String statusNotes() {
        return PersonalText.read(tenantId, statusNotes);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
