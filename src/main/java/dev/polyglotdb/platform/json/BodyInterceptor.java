package dev.polyglotdb.platform.json;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a body by its headers before any of it is read, so that a client that asks first (Expect: 100-continue) does
 * not send it in vain.
 */
final class BodyInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && hasBody(request) && reads(method)) {
            var readsGzip = method.hasMethodAnnotation(ReadsGzip.class);
            var coding = ContentCoding.of(request);
            if (coding == ContentCoding.UNKNOWN || (coding == ContentCoding.GZIP && !readsGzip)) {
                throw unsupported(readsGzip ? "gzip, identity" : "identity");
            }
            if (request.getContentLengthLong() > StrictJsonConverter.MAX_BODY && readsWhole(method)) {
                throw StrictJsonConverter.tooLarge();
            }
        }
        return true;
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /** Returns whether the method reads a body. One that nobody reads is no reason to refuse a request. */
    private static boolean reads(HandlerMethod method) {
        return readsWhole(method) || method.hasMethodAnnotation(ReadsGzip.class);
    }

    private static boolean readsWhole(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    private static ProblemException unsupported(String supported) {
        var problem = new ProblemException(
                ProblemType.UNSUPPORTED_MEDIA_TYPE, "The content coding of the body may be: " + supported + ".");
        problem.getHeaders().set(HttpHeaders.ACCEPT_ENCODING, supported);
        return problem;
    }
}
