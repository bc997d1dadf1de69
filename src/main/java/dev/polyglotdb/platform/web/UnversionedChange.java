package dev.polyglotdb.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Evaluates the preconditions of a change of something that has no version (RFC 9110, section 13). Whoever sends one
 * relies on it, so it must not be ignored.
 */
final class UnversionedChange {

    private static final Set<String> CHANGES =
            Set.of(HttpMethod.POST.name(), HttpMethod.PUT.name(), HttpMethod.PATCH.name(), HttpMethod.DELETE.name());

    private static final List<String> PRECONDITIONS =
            List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_UNMODIFIED_SINCE);

    private UnversionedChange() {}

    /**
     * Checks a request whose body was found right. Does nothing if it changes nothing, or the method
     * {@linkplain ChecksPreconditions checks by itself}.
     *
     * @throws ProblemException (412) if a precondition does not hold, (400) for a time: nothing has one to compare
     */
    static void check(HttpServletRequest request, HandlerMethod method) {
        // Hardly any request has one, and all of them come here.
        if (!CHANGES.contains(request.getMethod())
                || PRECONDITIONS.stream().allMatch(name -> request.getHeader(name) == null)
                || method.hasMethodAnnotation(ChecksPreconditions.class)) {
            return;
        }
        var match = EntityTags.read(request, HttpHeaders.IF_MATCH);
        if (match != null && !match.isAny()) {
            throw failed("It has no version that If-Match could name.");
        }
        var noneMatch = EntityTags.read(request, HttpHeaders.IF_NONE_MATCH);
        if (noneMatch != null && noneMatch.isAny() && isThere(request)) {
            throw failed("If-None-Match excludes that it is there.");
        }
        if (match == null && request.getHeader(HttpHeaders.IF_UNMODIFIED_SINCE) != null) {
            throw new ProblemException(
                    ProblemType.BAD_REQUEST, "It has no time of change that If-Unmodified-Since could guard.");
        }
    }

    /** A POST to a path without an id creates or begins what is not there yet. */
    private static boolean isThere(HttpServletRequest request) {
        return !request.getMethod().equals(HttpMethod.POST.name())
                || String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
                        .contains("{");
    }

    private static ProblemException failed(String detail) {
        return new ProblemException(ProblemType.PRECONDITION_FAILED, detail);
    }
}
