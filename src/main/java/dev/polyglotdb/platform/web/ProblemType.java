package dev.polyglotdb.platform.web;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/**
 * A type of problem (RFC 9457) with its stable URI, title and status. Common types are defined here; each domain
 * defines its own.
 *
 * @param slug the last segment of the type URI
 */
public record ProblemType(String slug, String title, HttpStatus status) {

    public static final ProblemType VALIDATION =
            new ProblemType("validation", "The request has invalid values", HttpStatus.BAD_REQUEST);
    public static final ProblemType MALFORMED_JSON =
            new ProblemType("malformed-json", "The request body is not readable JSON", HttpStatus.BAD_REQUEST);
    public static final ProblemType BAD_REQUEST =
            new ProblemType("bad-request", "The request can't be understood", HttpStatus.BAD_REQUEST);
    public static final ProblemType UNAUTHORIZED =
            new ProblemType("unauthorized", "A valid session is needed", HttpStatus.UNAUTHORIZED);
    public static final ProblemType FORBIDDEN =
            new ProblemType("forbidden", "This is not allowed for you", HttpStatus.FORBIDDEN);
    public static final ProblemType NOT_FOUND =
            new ProblemType("not-found", "There is no such thing", HttpStatus.NOT_FOUND);
    public static final ProblemType METHOD_NOT_ALLOWED =
            new ProblemType("method-not-allowed", "The method is not supported here", HttpStatus.METHOD_NOT_ALLOWED);
    public static final ProblemType NOT_ACCEPTABLE =
            new ProblemType("not-acceptable", "No acceptable representation", HttpStatus.NOT_ACCEPTABLE);
    public static final ProblemType PRECONDITION_FAILED = new ProblemType(
            "precondition-failed", "A precondition of the request does not hold", HttpStatus.PRECONDITION_FAILED);
    public static final ProblemType PAYLOAD_TOO_LARGE =
            new ProblemType("payload-too-large", "The request body is too large", HttpStatus.CONTENT_TOO_LARGE);
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE = new ProblemType(
            "unsupported-media-type", "The media type is not supported", HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    public static final ProblemType TOO_MANY_REQUESTS =
            new ProblemType("too-many-requests", "There were too many requests", HttpStatus.TOO_MANY_REQUESTS);
    public static final ProblemType REQUEST_TIMEOUT =
            new ProblemType("request-timeout", "The request took too long to arrive", HttpStatus.REQUEST_TIMEOUT);
    public static final ProblemType STORE_UNAVAILABLE =
            new ProblemType("store-unavailable", "A database is unavailable", HttpStatus.SERVICE_UNAVAILABLE);
    public static final ProblemType OVERLOADED =
            new ProblemType("overloaded", "There is more to do than can be done", HttpStatus.SERVICE_UNAVAILABLE);
    public static final ProblemType INTERNAL =
            new ProblemType("internal", "Something went wrong on our side", HttpStatus.INTERNAL_SERVER_ERROR);

    private static final ProblemType URI_TOO_LONG =
            new ProblemType("uri-too-long", "The URI is too long", HttpStatus.URI_TOO_LONG);
    private static final ProblemType HEADERS_TOO_LARGE = new ProblemType(
            "headers-too-large", "The request's headers are too large", HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE);
    private static final ProblemType NOT_IMPLEMENTED =
            new ProblemType("not-implemented", "The server does not know how to do this", HttpStatus.NOT_IMPLEMENTED);
    private static final ProblemType HTTP_VERSION_NOT_SUPPORTED = new ProblemType(
            "http-version-not-supported",
            "The server speaks HTTP/1.1 and HTTP/1.0",
            HttpStatus.HTTP_VERSION_NOT_SUPPORTED);

    private static final Map<HttpStatus, ProblemType> BY_STATUS = Stream.of(
                    BAD_REQUEST,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    PRECONDITION_FAILED,
                    PAYLOAD_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    REQUEST_TIMEOUT,
                    URI_TOO_LONG,
                    HEADERS_TOO_LARGE,
                    NOT_IMPLEMENTED,
                    HTTP_VERSION_NOT_SUPPORTED)
            .collect(Collectors.toMap(ProblemType::status, Function.identity()));

    /** Returns the common type for a status. */
    public static ProblemType of(HttpStatus status) {
        var other = status.is4xxClientError() ? BAD_REQUEST : INTERNAL;
        return BY_STATUS.getOrDefault(status, new ProblemType(other.slug, other.title, status));
    }

    /** Returns the relative URI of this type, such as {@code /problems/not-found}. */
    public URI uri() {
        return URI.create("/problems/" + slug);
    }
}
