package dev.polyglotdb.platform.web;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Thrown to end a request with a problem detail. All of its content is sent to the client. */
public class ProblemException extends ErrorResponseException {

    /**
     * The time after which a client should retry. A connection pool notices in this time that its store is back, and a
     * person can wait for it.
     */
    public static final String RETRY_AFTER_SECONDS = "2";

    /**
     * @param type determines the status and the title
     * @param detail what is wrong and what the client can do, without anything that the client may not know
     */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    /**
     * @param detail as above
     * @param members extension members of the problem, such as the products that are out of stock
     */
    public ProblemException(ProblemType type, String detail, Map<String, ?> members) {
        super(type.status(), problem(type, detail, members), null);
    }

    static ProblemDetail problem(ProblemType type, String detail, Map<String, ?> members) {
        var problem = ProblemDetail.forStatusAndDetail(type.status(), detail);
        problem.setType(type.uri());
        problem.setTitle(type.title());
        members.forEach(problem::setProperty);
        return problem;
    }

    /**
     * Returns an exception for a missing resource (404).
     *
     * @param what the missing resource, such as "product with this id"
     */
    public static ProblemException notFound(String what) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no " + what + ".");
    }

    /** Returns an exception for a missing or invalid token (401), with the challenge that RFC 6750 requires. */
    public static ProblemException unauthorized(String detail) {
        var problem = new ProblemException(ProblemType.UNAUTHORIZED, detail);
        problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return problem;
    }

    /**
     * Returns an exception for too many requests (429).
     *
     * @param wait the time after which the client may try again; rounded up to seconds
     */
    public static ProblemException tooManyRequests(String detail, Duration wait) {
        var problem = new ProblemException(ProblemType.TOO_MANY_REQUESTS, detail);
        problem.getHeaders()
                .set(HttpHeaders.RETRY_AFTER, Long.toString(wait.plusMillis(999).toSeconds()));
        return problem;
    }

    /** Returns an exception for a request that is refused because too many arrive (503). */
    public static ProblemException overloaded(String detail) {
        return overloaded(detail, Map.of());
    }

    static ProblemException overloaded(String detail, Map<String, ?> members) {
        var problem = new ProblemException(ProblemType.OVERLOADED, detail, members);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return problem;
    }

    /** Returns an exception for a request that this caller may not make (403). */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemType.FORBIDDEN, detail);
    }
}
