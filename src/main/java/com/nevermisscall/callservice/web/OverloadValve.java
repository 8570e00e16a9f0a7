package com.nevermisscall.callservice.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Refuses, before anything else is done with it, a request that has no hope of a place in {@link Admission}: it gets the
 * 503 that {@link AdmissionFilter} would give it, for a fraction of the processor time, which the others need.
 */
class OverloadValve extends ValveBase {

    private final Admission admission;
    private final FailureWriter failures;

    OverloadValve(Admission admission, FailureWriter failures) {
        super(true);
        this.admission = admission;
        this.failures = failures;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (isReadable(request) && AdmissionFilter.needsPlace(request) && admission.refusesAtOnce()) {
            failures.write(request, response, ProtocolFailure.unavailable());
        } else {
            getNext().invoke(request, response);
        }
    }

    /** What Tomcat cannot read comes here too, without a path. */
    private static boolean isReadable(Request request) {
        return request.getRequestURI() != null;
    }
}
