package com.nevermisscall.callservice.sandbox;

import com.nevermisscall.callservice.web.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Listens in on the webhooks; before the credentials are looked at, so that a refused one is seen too. */
@InSandbox
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER - 1)
class IncomingTap extends OncePerRequestFilter {

    /** Only twilio-server has anything to say to the service by itself. */
    private static final String CALLER = "twilio-server";

    private final WireLog wire;

    IncomingTap(WireLog wire) {
        this.wire = wire;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader("x-service-key") == null
                || request.getRequestURI().startsWith("/sandbox/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpHeaders headers = new ServletServerHttpRequest(request).getHeaders();
        headers.set(RequestId.HEADER, RequestId.of(request));
        WireLog.Exchange exchange =
                wire.begin(CALLER, WireLog.SERVICE, request.getMethod(), request.getRequestURI(), headers);
        wire.show(exchange);
        ContentCachingRequestWrapper tappedRequest =
                new ContentCachingRequestWrapper(request, TappedBody.LIMIT_BYTES + 1);
        ContentCachingResponseWrapper tappedResponse = new ContentCachingResponseWrapper(response);
        try {
            chain.doFilter(tappedRequest, tappedResponse);
        } catch (IOException | ServletException | RuntimeException broken) {
            wire.failed(exchange, "broken off");
            throw broken;
        }
        wire.answered(
                exchange.sending(TappedBody.text(tappedRequest.getContentAsByteArray())),
                tappedResponse.getStatus(),
                TappedBody.text(tappedResponse.getContentAsByteArray()));
        tappedResponse.copyBodyToResponse();
    }
}
