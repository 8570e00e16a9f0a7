package com.nevermisscall.callservice.sandbox.dispatcher;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.nevermisscall.callservice.sandbox.dispatcher.Trade.Recognised;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** What dispatch-bot-ai answers ({@code collaborators.md}); {@code proposedSlot} is null where none is on the table. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DispatchResponse(
        ExtractedInfo extractedInfo,
        Validation validation,
        ProposedSlot proposedSlot,
        NextAction nextAction,
        String conversationStage,
        ConfidenceScores confidenceScores) {

    private static final double ADDRESS_WITH_ZIP = 0.95;
    private static final double ADDRESS_WITHOUT_ZIP = 0.8;

    /** Puts what is known and what was decided into the published shape. */
    static DispatchResponse of(Findings known, Decision decision, Agenda agenda) {
        Optional<Job> job = known.job().map(Recognised::job);
        double jobConfidence = known.job().map(Recognised::confidence).orElseGet(() -> Job.confidence(0));
        double urgencyConfidence = known.urgency().confidence();
        double addressConfidence = known.address()
                .map(text -> text.matches(".*\\d{5}(?:-\\d{4})?") ? ADDRESS_WITH_ZIP : ADDRESS_WITHOUT_ZIP)
                .orElse(0.0);
        Wish wish = Wish.in(known.current(), agenda.now().toLocalDate());
        return new DispatchResponse(
                new ExtractedInfo(
                        job.map(Job::type).orElse(null),
                        jobConfidence,
                        known.urgency().wireName(),
                        urgencyConfidence,
                        known.address().orElse(null),
                        known.area().addressValidated(),
                        known.name().orElse(null),
                        wish.day(),
                        decision.confirmed()),
                new Validation(!known.isOutside(), known.otherTrade().isEmpty(), job.isPresent(), agenda.isOpen()),
                job.map(found -> ProposedSlot.of(decision.slot(), Price.of(found, known.urgency())))
                        .orElse(null),
                new NextAction(
                        decision.action(), decision.message(), decision.stage().awaitsCustomer()),
                decision.stage().name().toLowerCase(Locale.ROOT),
                new ConfidenceScores(
                        jobConfidence,
                        urgencyConfidence,
                        addressConfidence,
                        (jobConfidence + urgencyConfidence + addressConfidence) / 3));
    }

    /** What the customer has said so far; null where not yet; confidences 0–1. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ExtractedInfo(
            String jobType,
            double jobConfidence,
            String urgencyLevel,
            double urgencyConfidence,
            String customerAddress,
            boolean addressVerified,
            String customerName,
            LocalDate preferredDate,
            boolean customerConfirmed) {}

    /** Whether the job is one for this business. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Validation(
            boolean serviceAreaValid, boolean tradeSupported, boolean jobTypeSupported, boolean withinBusinessHours) {}

    /** A two-hour window of arrival and the usual price in whole dollars. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ProposedSlot(Instant startTime, Instant endTime, int priceMin, int priceMax) {

        /** The slot with its price; null where there is no slot. */
        static ProposedSlot of(Slot slot, Price price) {
            return slot == null
                    ? null
                    : new ProposedSlot(slot.start().toInstant(), slot.end().toInstant(), price.from(), price.to());
        }
    }

    /** What to do and to say next; the message is never blank. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record NextAction(String actionType, String messageToCustomer, boolean followUpNeeded) {}

    /** All 0–1. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ConfidenceScores(
            double jobTypeConfidence, double urgencyConfidence, double addressConfidence, double overallConfidence) {}
}
