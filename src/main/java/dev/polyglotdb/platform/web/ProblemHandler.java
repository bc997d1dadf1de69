package dev.polyglotdb.platform.web;

import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.stores.StoreOverloadedException;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.platform.tracing.Tracing;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeSet;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Converts every error to a problem detail (RFC 9457). It tells the client what to do and reveals nothing about the
 * implementation.
 */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    /** Tomcat's default limit; its exception can be told from others only by the message. */
    private static final int MAX_PARAMETERS = 1000;

    private static final String TOO_MANY_PARAMETERS = StringManager.getManager(InvalidParameterException.class)
            .getString("parameters.maxCountFail", MAX_PARAMETERS);

    private final Tracing tracing;

    ProblemHandler(Tracing tracing) {
        this.tracing = tracing;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> storeUnavailable(StoreUnavailableException failure, WebRequest request) {
        // Logs at debug level only, because the monitor of the store logs the outage once.
        log.debug("{}", failure.getMessage(), failure);
        return respond(later(ProblemType.STORE_UNAVAILABLE, failure, "can't be reached. " + failure.advice()), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> overloaded(StoreOverloadedException failure, WebRequest request) {
        log.debug("{}", failure.getMessage(), failure);
        return respond(later(ProblemType.OVERLOADED, failure, "has too much to do now. " + failure.advice()), request);
    }

    private static ProblemException later(ProblemType type, StoreException failure, String detail) {
        var store = failure.store();
        var problem = new ProblemException(type, store.displayName() + " " + detail, Map.of("store", store.id()));
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, ProblemException.RETRY_AFTER_SECONDS);
        return problem;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unauthenticated(AuthenticationException failure, WebRequest request) {
        var problem = ProblemException.unauthorized("Log in and send the token as a bearer token.");
        if (failure instanceof OAuth2AuthenticationException bearer) {
            problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge(bearer.getError()));
        }
        return respond(problem, request);
    }

    private static String challenge(OAuth2Error error) {
        return "Bearer error=\"%s\", error_description=\"%s\"".formatted(error.getErrorCode(), error.getDescription());
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> accessDenied(AccessDeniedException failure, WebRequest request) {
        return respond(ProblemException.forbidden("Your role does not allow this."), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> wrongType(MethodArgumentTypeMismatchException failure, WebRequest request) {
        return respond(
                failure.getParameter().hasParameterAnnotation(PathVariable.class)
                        ? ProblemException.notFound("such resource")
                        : new ValidationException(FieldProblem.of(failure.getName(), "can't be read")),
                request);
    }

    /** Handles errors that the server detects only when a parameter is read, such as malformed UTF-8. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unreadable(InvalidParameterException failure, WebRequest request) {
        var detail = TOO_MANY_PARAMETERS.equals(failure.getMessage())
                ? "There may be at most %s query parameters.".formatted(MAX_PARAMETERS)
                : "Each parameter must have a name and be well-formed UTF-8.";
        return respond(new ProblemException(ProblemType.BAD_REQUEST, detail), request);
    }

    /**
     * Handles a client that disconnected or stopped sending before the exchange was complete. Tomcat decides what it
     * can still send.
     */
    @ExceptionHandler({ClientAbortException.class, BadRequestException.class})
    void brokenOff(IOException failure) {
        log.debug("The client disconnected", failure);
    }

    @ExceptionHandler
    void truncated(TruncatedResponseException failure) throws TruncatedResponseException {
        log.warn("A response was truncated", failure.reason());
        throw failure;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> defect(Exception failure, WebRequest request) {
        log.error("Unexpected failure", failure);
        return respond(new ProblemException(ProblemType.INTERNAL, "The failure was logged."), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return respond(
                new ProblemException(ProblemType.MALFORMED_JSON, "The body must be one JSON value in UTF-8."), request);
    }

    /** Completes Allow by the methods that Spring MVC serves by itself, so that it equals the answer to OPTIONS. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var allowed = new TreeSet<>(Comparator.comparing(HttpMethod::name));
        allowed.addAll(headers.getAllow());
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        allowed.add(HttpMethod.OPTIONS);
        headers.setAllow(allowed);
        return handleExceptionInternal(failure, null, headers, status, request);
    }

    private @Nullable ResponseEntity<Object> respond(ProblemException problem, WebRequest request) {
        return handleExceptionInternal(
                problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var answer = new HttpHeaders();
        answer.putAll(headers);
        answer.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        var problem = problemOf(failure, status);
        var traceId = tracing.id();
        if (traceId != null) {
            problem.setProperty("traceId", traceId);
        }
        return super.handleExceptionInternal(failure, problem, answer, status, request);
    }

    private static ProblemDetail problemOf(Exception failure, HttpStatusCode status) {
        if (failure instanceof ProblemException problem) {
            return problem.getBody();
        }
        var type = ProblemType.of(HttpStatus.valueOf(status.value()));
        return ProblemException.problem(type, type.title() + ".", Map.of());
    }
}
