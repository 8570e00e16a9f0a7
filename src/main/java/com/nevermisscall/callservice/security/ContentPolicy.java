package com.nevermisscall.callservice.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;

/** What a browser may do with an answer: nothing with the API's, and on the two pages only what comes from here. */
class ContentPolicy implements HeaderWriter {

    private static final String API = "default-src 'none'; frame-ancestors 'none'";
    private static final String PAGE =
            "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; object-src 'none';"
                    + " frame-ancestors 'none'";

    /** Swagger UI sets styles in its markup. */
    private static final String SWAGGER_UI = PAGE + "; style-src 'self' 'unsafe-inline'";

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", policyFor(request.getRequestURI()));
    }

    private static String policyFor(String path) {
        if (isUnder("/sandbox", path)) {
            return PAGE;
        }
        return isUnder("/docs", path) || isUnder("/swagger-ui", path) ? SWAGGER_UI : API;
    }

    private static boolean isUnder(String folder, String path) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }
}
