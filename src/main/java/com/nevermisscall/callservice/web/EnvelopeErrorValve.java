package com.nevermisscall.callservice.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;

/** Answers in the envelope what never reaches an endpoint: requests that Tomcat cannot read, filters that fail. */
class EnvelopeErrorValve extends ErrorReportValve {

    private final FailureWriter failures;

    EnvelopeErrorValve(FailureWriter failures) {
        this.failures = failures;
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        boolean answered = response.getStatus() < 400 || response.getContentWritten() > 0;
        if (answered || !response.setErrorReported() || !isWritable(response)) {
            return;
        }
        try {
            failures.write(request, response, ProtocolFailure.of(response.getStatus()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWritable(Response response) {
        AtomicBoolean writable = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, writable);
        return writable.get();
    }
}
