package com.nevermisscall.callservice.faults;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How a collaborator treats its next request. */
@FunctionalInterface
interface Manner {

    /** What comes of one request; chance may have a part in it. */
    Reaction next();

    /** Takes every request, and answers at once. */
    static Manner prompt() {
        return () -> Reaction.TAKEN;
    }

    /** Fails with that status. */
    static Manner fails(int status) {
        return () -> new Reaction(Duration.ZERO, Reaction.Kind.FAILED, status, null);
    }

    /** Fails with that status, and says when to come back. */
    static Manner fails(int status, Duration retryAfter) {
        return () -> new Reaction(Duration.ZERO, Reaction.Kind.FAILED, status, Long.toString(retryAfter.toSeconds()));
    }

    /** Never answers and takes nothing; the connection stays open. */
    static Manner hangs() {
        return () -> new Reaction(Duration.ZERO, Reaction.Kind.SILENT, 0, null);
    }

    /** Takes every request, but cuts the connection of that share (0 to 1) of them instead of answering. */
    static Manner dropsAnswers(double share) {
        return () -> ThreadLocalRandom.current().nextDouble() < share ? Reaction.DROPPED : Reaction.TAKEN;
    }

    /** Takes every request, and answers 200 with something that is no JSON. */
    static Manner talksNonsense() {
        return () -> new Reaction(Duration.ZERO, Reaction.Kind.NONSENSE, 200, null);
    }

    /** One of these for each request, by chance. */
    static Manner anyOf(Manner... manners) {
        return () -> manners[ThreadLocalRandom.current().nextInt(manners.length)].next();
    }

    /** The same, each request at some moment within these times. */
    default Manner within(Duration least, Duration most) {
        return () -> {
            long millis = ThreadLocalRandom.current().nextLong(least.toMillis(), most.toMillis() + 1);
            return next().after(Duration.ofMillis(millis));
        };
    }

    /** The same, each request after that time. */
    default Manner after(Duration delay) {
        return within(delay, delay);
    }

    /**
     * What comes of one request.
     *
     * @param delay      how long it takes
     * @param status     of the answer, 0 where there is none
     * @param retryAfter header of that name, or null
     */
    record Reaction(Duration delay, Kind kind, int status, String retryAfter) {

        static final Reaction TAKEN = new Reaction(Duration.ZERO, Kind.TAKEN, 200, null);
        static final Reaction DROPPED = new Reaction(Duration.ZERO, Kind.DROPPED, 0, null);

        Reaction after(Duration more) {
            return new Reaction(delay.plus(more), kind, status, retryAfter);
        }

        /** Whether the collaborator has done what it was asked, whether or not it could say so. */
        boolean takes() {
            return kind == Kind.TAKEN || kind == Kind.DROPPED || kind == Kind.NONSENSE;
        }

        enum Kind {
            TAKEN,
            DROPPED,
            FAILED,
            SILENT,
            NONSENSE
        }
    }
}
