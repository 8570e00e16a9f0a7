package com.nevermisscall.callservice.sandbox.dispatcher;

import com.nevermisscall.callservice.sandbox.dispatcher.Decision.Stage;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * Answers customers of the five trades by rules: finds out what is wrong and where, offers a time, books on consent,
 * and calls for a person where rules do not reach. It remembers nothing between two requests.
 */
public final class Dispatcher {

    private static final int ASK_AT_MOST = 2;
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Map<String, ZoneId> ZONES = Map.of(
            "NY", ZoneId.of("America/New_York"),
            "TX", ZoneId.of("America/Chicago"),
            "IL", ZoneId.of("America/Chicago"),
            "CO", ZoneId.of("America/Denver"));

    private final Clock clock;

    /** The clock tells which times can still be offered. */
    public Dispatcher(Clock clock) {
        this.clock = clock;
    }

    /** The answer to the customer's current message; never null, and the same for the same request and time. */
    public DispatchResponse answer(DispatchRequest request) {
        Agenda agenda = agenda(request);
        Findings known = Findings.of(request);
        Wording wording = new Wording(request.businessName(), known);
        Decision decision = refuse(known, wording, request.businessSettings())
                .or(() -> ask(known, wording))
                .orElseGet(() -> new Scheduling(known, wording, agenda).decide());
        return DispatchResponse.of(known, decision, agenda);
    }

    /** Takes whatever the customer says for an emergency and calls for a person. */
    public DispatchResponse escalate(DispatchRequest request) {
        Findings known = Findings.of(request).asEmergency();
        Wording wording = new Wording(request.businessName(), known);
        return DispatchResponse.of(known, Decision.escalate(wording.emergency()), agenda(request));
    }

    /** Books the next free time, for the job it has understood or else for the trade's commonest. */
    public DispatchResponse book(DispatchRequest request) {
        Agenda agenda = agenda(request);
        Findings known = Findings.of(request).withSomeJob();
        Wording wording = new Wording(request.businessName(), known);
        return DispatchResponse.of(known, new Scheduling(known, wording, agenda).bookAtOnce(), agenda);
    }

    /** Declines as if the customer's address were too far away. */
    public DispatchResponse decline(DispatchRequest request) {
        Findings known = Findings.of(request).outside();
        Wording wording = new Wording(request.businessName(), known);
        return DispatchResponse.of(known, Decision.reject(wording.outside()), agenda(request));
    }

    private Agenda agenda(DispatchRequest request) {
        ZoneId zone = ZONES.getOrDefault(request.businessAddress().state(), PACIFIC);
        return new Agenda(
                request.businessHours(),
                request.businessSettings().emergencyServiceEnabled(),
                ZonedDateTime.now(clock.withZone(zone)));
    }

    private static Optional<Decision> refuse(
            Findings known, Wording wording, DispatchRequest.BusinessSettings settings) {
        if (Urgency.endangersLife(known.current())) {
            return Optional.of(Decision.escalate(wording.danger()));
        }
        if (Intent.ASKS_FOR_PERSON.in(known.current())) {
            return Optional.of(Decision.escalate(wording.passOn()));
        }
        if (Intent.WITHDRAWS.in(known.current())) {
            return Optional.of(Decision.ask(Stage.COMPLETE, "close_conversation", wording.farewell()));
        }
        if (known.otherTrade().isPresent()) {
            return Optional.of(Decision.reject(wording.wrongTrade()));
        }
        if (known.isOutside()) {
            return Optional.of(Decision.reject(wording.outside()));
        }
        boolean unwantedEmergency = known.urgency() == Urgency.EMERGENCY && !settings.acceptEmergencies();
        return settings.outOfOffice() || unwantedEmergency
                ? Optional.of(Decision.escalate(wording.away()))
                : Optional.empty();
    }

    private static Optional<Decision> ask(Findings known, Wording wording) {
        if (known.job().isEmpty()) {
            return Optional.of(
                    isTiresome(known, Wording.PROBLEM_QUESTION)
                            ? Decision.escalate(wording.passOn())
                            : Decision.ask(Stage.INITIAL, "ask_problem", wording.askForProblem()));
        }
        if (known.address().isEmpty()) {
            Job job = known.job().get().job();
            return Optional.of(
                    isTiresome(known, Wording.ADDRESS_QUESTION)
                            ? Decision.escalate(wording.passOn())
                            : Decision.ask(Stage.COLLECTING_INFO, "ask_address", wording.askForAddress(job)));
        }
        return Optional.empty();
    }

    private static boolean isTiresome(Findings known, String question) {
        return known.talk().saidByAi().stream()
                        .filter(message -> message.contains(question))
                        .count()
                >= ASK_AT_MOST;
    }
}
