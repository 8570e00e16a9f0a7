package com.nevermisscall.callservice.sandbox.dispatcher;

/** What a job usually costs, in whole dollars; an emergency costs half as much again. */
record Price(int from, int to) {

    static Price of(Job job, Urgency urgency) {
        return urgency == Urgency.EMERGENCY
                ? new Price(job.priceMin() * 3 / 2, job.priceMax() * 3 / 2)
                : new Price(job.priceMin(), job.priceMax());
    }

    String spoken() {
        return "It usually costs $" + from + " to $" + to + ".";
    }
}
