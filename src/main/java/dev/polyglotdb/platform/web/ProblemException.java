package dev.polyglotdb.platform.web;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Ends a request with a problem detail. Everything in it reaches the client. */
public class ProblemException extends ErrorResponseException {

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    /**
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

    /** @param what what is missing, for example "product lamp-7" */
    public static ProblemException notFound(String what) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no " + what + ".");
    }

    /** 401, with the challenge that RFC 6750 asks for. */
    public static ProblemException unauthorized(String detail) {
        var problem = new ProblemException(ProblemType.UNAUTHORIZED, detail);
        problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return problem;
    }

    /** @param wait after which it may be tried again; rounded up to seconds for the client */
    public static ProblemException tooManyRequests(String detail, Duration wait) {
        var problem = new ProblemException(ProblemType.TOO_MANY_REQUESTS, detail);
        problem.getHeaders()
                .set(HttpHeaders.RETRY_AFTER, Long.toString(wait.plusMillis(999).toSeconds()));
        return problem;
    }

    public static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemType.FORBIDDEN, detail);
    }
}
