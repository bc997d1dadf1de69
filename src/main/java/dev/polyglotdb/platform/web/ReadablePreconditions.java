package dev.polyglotdb.platform.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a request with a precondition that can't be read, whatever the resource, once its path, its method and its
 * caller are found right. RFC 9110 tells servers to ignore an invalid date. But a client that sends a precondition
 * relies on it. No answer is a part of a file, so {@code If-Range} makes no difference.
 */
final class ReadablePreconditions implements HandlerInterceptor {

    private static final List<String> TAGS = List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH);
    private static final List<String> DATES =
            List.of(HttpHeaders.IF_MODIFIED_SINCE, HttpHeaders.IF_UNMODIFIED_SINCE, HttpHeaders.IF_RANGE);

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            TAGS.forEach(name -> EntityTags.read(request, name));
            DATES.forEach(name -> requireDate(name, request.getHeader(name)));
        }
        return true;
    }

    private static void requireDate(String name, @Nullable String value) {
        if (value != null && !HttpDate.isOne(value) && !isTag(name, value)) {
            throw new ProblemException(
                    ProblemType.BAD_REQUEST, name + " must be a time such as Sat, 31 Jan 2026 12:00:00 GMT.");
        }
    }

    private static boolean isTag(String name, String value) {
        return name.equals(HttpHeaders.IF_RANGE) && EntityTags.isOne(value);
    }
}
