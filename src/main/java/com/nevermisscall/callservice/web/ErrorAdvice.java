package com.nevermisscall.callservice.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.time.Clock;
import java.util.Set;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.method.MethodValidationException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns whatever an endpoint throws into the contract's envelope. What the caller did wrong is logged at DEBUG at most;
 * what we did wrong once, at ERROR, with its stack.
 */
@RestControllerAdvice
class ErrorAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ErrorAdvice.class);

    /** The call webhooks: their callers are promised that nothing is half-stored and a retry is safe. */
    private static final Set<String> CALL_WEBHOOKS = Set.of("POST /calls/incoming", "POST /calls/missed");

    private final FailureWriter failures;
    private final OutageLog outages;

    ErrorAdvice(FailureWriter failures, Clock clock) {
        this.failures = failures;
        this.outages = new OutageLog(clock);
    }

    @ExceptionHandler
    ResponseEntity<Object> handle(ApiException failure, WebRequest request) {
        if (failure.code().status().is5xxServerError()) {
            log.warn("{} answered {}", endpoint(request), failure.code());
        } else {
            log.debug("{} answered {}", endpoint(request), failure.code());
        }
        return answer(failure, new HttpHeaders(), request);
    }

    /** Only a caller's arguments are its own fault: an entity that does not hold is ours. */
    @ExceptionHandler
    ResponseEntity<Object> handle(ConstraintViolationException violations, WebRequest request) {
        return InvalidInput.isCallersDoing(violations)
                ? handle(InvalidInput.of(violations), request)
                : handle((Exception) violations, request);
    }

    /** The firewall looks at headers and parameters only when they are read. */
    @ExceptionHandler
    ResponseEntity<Object> handle(RequestRejectedException rejection, WebRequest request) {
        return handle(ProtocolFailure.badRequest(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> handle(Exception failure, WebRequest request) {
        if (BodyTooLargeException.isCauseOf(failure)) {
            return handle(ProtocolFailure.of(413), request);
        }
        if (isCallerGone(failure)) {
            return null;
        }
        Throwable shown = WordlessFailure.of(failure);
        if (DatabaseOutage.isCauseOf(failure)) {
            outages.failed(endpoint(request), shown);
            return answer(ProtocolFailure.unavailable(), new HttpHeaders(), request);
        }
        log.error("{} failed unexpectedly", endpoint(request), shown);
        ApiException told = CALL_WEBHOOKS.contains(endpoint(request))
                ? ProtocolFailure.callProcessingFailed()
                : ProtocolFailure.internalError();
        return answer(told, new HttpHeaders(), request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failure, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ApiException told = ProtocolFailure.of(status.value());
        if (told.code() == ErrorCode.INTERNAL_ERROR) {
            return handle(failure, request);
        }
        log.debug("{} answered {}", endpoint(request), told.code());
        return answer(told, headers, request);
    }

    /** Overridden because the framework's own logs a warning with the path. */
    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return handleExceptionInternal(failure, null, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return BodyTooLargeException.isCauseOf(failure) || isCallerGone(failure)
                ? handle((Exception) failure, request)
                : handle(JsonProblem.of(failure.getCause()), request);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handle(InvalidInput.of(failure.getBindingResult()), request);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return failure.isForReturnValue()
                ? handle((Exception) failure, request)
                : handle(InvalidInput.of(failure), request);
    }

    @Override
    protected ResponseEntity<Object> handleMethodValidationException(
            MethodValidationException failure, HttpHeaders headers, HttpStatus status, WebRequest request) {
        return failure.isForReturnValue()
                ? handle((Exception) failure, request)
                : handle(InvalidInput.of(failure), request);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = failure instanceof MethodArgumentTypeMismatchException argument
                ? InvalidInput.nameOf(argument.getParameter())
                : failure.getPropertyName();
        return handle(
                ApiException.invalid(name == null ? "request" : name, Expectation.of(failure.getRequiredType())),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return handle(ApiException.invalid(failure.getParameterName(), "is required"), request);
    }

    @Override
    protected ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return failure instanceof MissingRequestHeaderException header
                ? handle(ApiException.invalid(header.getHeaderName(), "is required"), request)
                : handleExceptionInternal(failure, null, headers, status, request);
    }

    private ResponseEntity<Object> answer(ApiException failure, HttpHeaders headers, WebRequest request) {
        ServletWebRequest web = (ServletWebRequest) request;
        if (web.getResponse() != null && web.getResponse().isCommitted()) {
            return null;
        }
        return ResponseEntity.status(failure.code().status())
                .headers(headers)
                .headers(failures.headers(failure))
                .contentType(MediaType.APPLICATION_JSON)
                .body(failures.envelope(web.getRequest(), failure));
    }

    private static boolean isCallerGone(Throwable failure) {
        return Causes.of(failure)
                .anyMatch(cause ->
                        cause instanceof ClientAbortException || cause instanceof AsyncRequestNotUsableException);
    }

    /** Method and pattern, never the path itself, which a caller may have filled with anything. */
    private static String endpoint(WebRequest request) {
        HttpServletRequest http = ((ServletWebRequest) request).getRequest();
        return http.getMethod() + " " + http.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    }
}
