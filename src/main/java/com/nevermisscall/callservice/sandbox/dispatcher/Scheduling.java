package com.nevermisscall.callservice.sandbox.dispatcher;

import com.nevermisscall.callservice.sandbox.dispatcher.Decision.Stage;
import com.nevermisscall.callservice.sandbox.dispatcher.Trade.Recognised;
import java.util.List;
import java.util.Optional;

/** Agrees on a time with a customer whose job and address are known. */
record Scheduling(Findings known, Wording wording, Agenda agenda) {

    Decision decide() {
        return booked().map(this::afterBooking)
                .orElseGet(() -> offered()
                        .map(this::afterOffer)
                        .orElseGet(() -> offer(agenda.next(known.urgency(), latestWish()))));
    }

    /** Books the next time that suits, whether or not it was agreed on; a booking that stands is kept. */
    Decision bookAtOnce() {
        return booked().map(this::afterBooking).orElseGet(() -> {
            Slot slot = agenda.next(known.urgency(), latestWish());
            return Decision.book(Stage.BOOKING, wording.booked(job(), slot), slot);
        });
    }

    private Decision afterBooking(Slot slot) {
        if (Intent.CANCELS.in(known.current())) {
            return Decision.escalate(wording.cancelled(slot));
        }
        if (Intent.RESCHEDULES.in(known.current())) {
            return offer(agenda.after(slot.end(), wish()));
        }
        return Decision.book(Stage.COMPLETE, wording.settled(slot), slot);
    }

    private Decision afterOffer(Slot slot) {
        if (!slot.start().isAfter(agenda.now())) {
            return offer(agenda.next(known.urgency(), wish()));
        }
        // "The afternoon would be better" is about the day on offer.
        Wish wish = wish().day() == null ? new Wish(slot.start().toLocalDate(), wish().from()) : wish();
        if (!wish.fits(slot)) {
            return offer(agenda.next(known.urgency(), wish));
        }
        if (Intent.DECLINES.in(known.current())) {
            return offer(agenda.after(slot.end(), wish()));
        }
        return Intent.AGREES.in(known.current())
                ? Decision.book(Stage.BOOKING, wording.booked(job(), slot), slot)
                : offer(slot);
    }

    private Decision offer(Slot slot) {
        return Decision.offer(wording.offer(job(), slot), slot);
    }

    /** Only an offer that was our last word can be accepted: a yes to a person's question is none to ours. */
    private Optional<Slot> offered() {
        String asked = known.talk().current().asked();
        return asked.contains(Wording.OFFER_QUESTION) ? Slot.spokenIn(asked, agenda.now()) : Optional.empty();
    }

    /** The booking that stands: our last word about a time, unless that was another offer. */
    private Optional<Slot> booked() {
        List<String> said = known.talk().saidByAi();
        for (int i = said.size() - 1; i >= 0; i--) {
            Optional<Slot> slot = Slot.spokenIn(said.get(i), agenda.now());
            if (slot.isPresent()) {
                return said.get(i).contains(Wording.OFFER_QUESTION) ? Optional.empty() : slot;
            }
        }
        return Optional.empty();
    }

    private Wish wish() {
        return Wish.in(known.current(), agenda.now().toLocalDate());
    }

    private Wish latestWish() {
        return known.talk().turns().stream()
                .map(turn -> Wish.in(turn.said(), agenda.now().toLocalDate()))
                .filter(Wish::isGiven)
                .reduce(Wish.NONE, (old, newer) -> newer);
    }

    private Job job() {
        return known.job().map(Recognised::job).orElseThrow();
    }
}
