package com.nevermisscall.callservice.sandbox.dispatcher;

import com.nevermisscall.callservice.sandbox.dispatcher.Trade.Recognised;
import java.util.Arrays;
import java.util.Optional;

/** What the conversation has brought to light so far. The newest address and name count. */
record Findings(
        Transcript talk,
        Trade trade,
        Optional<Recognised> job,
        Optional<Trade> otherTrade,
        Urgency urgency,
        Optional<String> address,
        ServiceArea.Verdict area,
        Optional<String> name) {

    static Findings of(DispatchRequest request) {
        Transcript talk = Transcript.of(request);
        Trade trade = Trade.named(request.tradeType());
        String concern = AddressReader.without(talk.everythingSaid());
        Optional<Recognised> job = trade.recognise(concern);
        Optional<String> address = talk.turns().stream()
                .flatMap(turn -> AddressReader.find(turn).stream())
                .reduce((old, newer) -> newer);
        return new Findings(
                talk,
                trade,
                job,
                job.filter(Recognised::sure).isPresent() ? Optional.empty() : otherThan(trade, concern),
                Urgency.of(concern),
                address,
                serviceArea(request).check(address.orElse("")),
                talk.turns().stream()
                        .flatMap(turn -> NameReader.find(turn).stream())
                        .reduce((old, newer) -> newer));
    }

    /** The same, taken for an emergency. */
    Findings asEmergency() {
        return new Findings(talk, trade, job, otherTrade, Urgency.EMERGENCY, address, area, name);
    }

    /** The same, with the trade's first job where none was understood. */
    Findings withSomeJob() {
        return new Findings(
                talk, trade, Optional.of(job.orElseGet(trade::firstJob)), otherTrade, urgency, address, area, name);
    }

    /** The same, with an address that is too far away. */
    Findings outside() {
        return new Findings(talk, trade, job, otherTrade, urgency, address, ServiceArea.Verdict.FAR_AWAY, name);
    }

    /** The text that wants an answer. */
    String current() {
        return talk.current().said();
    }

    /** Whether an address is known and too far away. */
    boolean isOutside() {
        return area.addressValidated() && !area.inside();
    }

    private static Optional<Trade> otherThan(Trade own, String concern) {
        return Arrays.stream(Trade.values())
                .filter(other -> other != own)
                .filter(other ->
                        other.recognise(concern).filter(Recognised::sure).isPresent())
                .findFirst();
    }

    private static ServiceArea serviceArea(DispatchRequest request) {
        DispatchRequest.BusinessAddress business = request.businessAddress();
        return new ServiceArea(
                business.city(),
                business.state(),
                business.postalCode(),
                request.businessSettings().serviceRadiusMiles());
    }
}
