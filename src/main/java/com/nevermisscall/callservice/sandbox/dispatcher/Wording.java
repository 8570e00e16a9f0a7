package com.nevermisscall.callservice.sandbox.dispatcher;

/** What the dispatcher says, for one business and what is known of its customer. */
record Wording(String business, Findings known) {

    static final String PROBLEM_QUESTION = "A sentence about the problem is enough.";
    static final String ADDRESS_QUESTION = "the address";
    static final String NAME_QUESTION = "what name";
    static final String OFFER_QUESTION = "Shall we book it?";

    String askForProblem() {
        return "Thanks for getting back to " + business + ". What can we help you with? " + PROBLEM_QUESTION;
    }

    String askForAddress(Job job) {
        String price = Intent.ASKS_PRICE.in(known.current())
                ? Price.of(job, known.urgency()).spoken() + " "
                : "";
        return sympathy(job) + price + "What is " + ADDRESS_QUESTION + ", and " + NAME_QUESTION
                + " should we put the visit under?";
    }

    String offer(Job job, Slot slot) {
        return thanks() + "For " + job.spoken() + at() + " we can come " + slot.spoken() + ". "
                + Price.of(job, known.urgency()).spoken() + " " + OFFER_QUESTION
                + " Reply YES, or name a day that suits you better.";
    }

    String booked(Job job, Slot slot) {
        return "Booked: " + slot.spoken() + " for " + job.spoken() + at()
                + ". The technician calls before setting off. Thank you for choosing " + business + "!";
    }

    String settled(Slot slot) {
        return "You are all set for " + slot.spoken() + ". We have passed your message on to the technician.";
    }

    String danger() {
        return "Please leave the building now, touch no switches, and call 911 from outside. " + business
                + " has been told and will call you right away.";
    }

    String emergency() {
        return "We treat this as an emergency. " + precaution() + business
                + " has been told and will call you right away.";
    }

    String passOn() {
        return "Of course. Somebody at " + business + " will answer you here as soon as they can.";
    }

    String cancelled(Slot slot) {
        return "Understood. We have told " + business + " that " + slot.spoken()
                + " no longer suits you; somebody will confirm it here.";
    }

    String farewell() {
        return "No problem, thanks for letting us know. " + business + " is here when you need us.";
    }

    String wrongTrade() {
        return "Sorry, " + business + " only does " + known.trade().spoken() + ", so we cannot help with this one.";
    }

    String outside() {
        return "Thank you for asking " + business + ". Unfortunately that address is outside the area we serve.";
    }

    String away() {
        return business + " is away right now. We have noted your message and somebody will answer you here.";
    }

    private String sympathy(Job job) {
        return known.urgency() == Urgency.EMERGENCY
                ? "We treat this as an emergency. " + precaution()
                : "Sorry to hear about " + job.spoken() + ". ";
    }

    private String precaution() {
        return switch (known.trade()) {
            case PLUMBING -> "Please close the main water valve if you can reach it. ";
            case ELECTRICAL -> "Please switch off the main breaker if that is safe. ";
            case HVAC -> "Please switch the unit off. ";
            case LOCKSMITH, GARAGE_DOOR -> "";
        };
    }

    private String thanks() {
        return known.name().map(name -> "Thanks, " + name + ". ").orElse("Thanks. ");
    }

    private String at() {
        return known.address().map(address -> " at " + address).orElse("");
    }
}
