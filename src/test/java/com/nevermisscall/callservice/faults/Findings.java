package com.nevermisscall.callservice.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What an {@link Audit} has found: what is wrong, each in a sentence, and how late the countdowns were. */
final class Findings {

    private final List<String> lost = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<String> disordered = new ArrayList<>();
    private final List<String> stale = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<Duration> lateness = new ArrayList<>();
    private int acknowledged;
    private int postponed;
    private int leftToPeople;

    void acknowledged(int count) {
        acknowledged += count;
    }

    void lost(String what) {
        lost.add(what);
    }

    void doubled(String what) {
        doubled.add(what);
    }

    void disordered(String what) {
        disordered.add(what);
    }

    void stale(String what) {
        stale.add(what);
    }

    void refused(String what) {
        refused.add(what);
    }

    void late(Duration by) {
        lateness.add(by);
    }

    void postponed() {
        postponed++;
    }

    void leftToPeople() {
        leftToPeople++;
    }

    /** How many webhooks and replies were answered 200. */
    int acknowledged() {
        return acknowledged;
    }

    /** What was acknowledged or committed and has not had its consequences. */
    List<String> lost() {
        return lost;
    }

    /** What is there twice, and texts that went out under two idempotency keys. */
    List<String> doubled() {
        return doubled;
    }

    /** Events that were told before an earlier one of their conversation. */
    List<String> disordered() {
        return disordered;
    }

    /** AI texts that went out after a person's reply was answered. */
    List<String> stale() {
        return stale;
    }

    /** Requests that were answered otherwise than yes, and not now, or never acknowledged: none was wrong. */
    List<String> refused() {
        return refused;
    }

    /** How many requests were told to come back. */
    int postponedRequests() {
        return postponed;
    }

    /** How often the AI was given up and people were called for. */
    int turnsLeftToPeople() {
        return leftToPeople;
    }

    /** From the moment at which a countdown was due until the AI was asked, of all countdowns; negative: too early. */
    List<Duration> lateness() {
        return lateness;
    }

    /** The longest of {@link #lateness()}, zero where no countdown ran. */
    Duration worstLateness() {
        return lateness.isEmpty() ? Duration.ZERO : Collections.max(lateness);
    }
}
