package com.nevermisscall.callservice.check;

/** What was found out about one thing that the service needs. */
record Finding(String subject, boolean good, String sentence) {

    static Finding good(String subject, String sentence) {
        return new Finding(subject, true, sentence);
    }

    static Finding bad(String subject, String sentence) {
        return new Finding(subject, false, sentence);
    }

    @Override
    public String toString() {
        return (good ? "ok    " : "FAILED") + " " + subject + ": " + sentence;
    }
}
