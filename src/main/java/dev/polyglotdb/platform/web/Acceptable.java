package dev.polyglotdb.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.HandlerMapping;

/** Compares what a client accepts with what the handler method declares to produce. */
public final class Acceptable {

    private static final HeaderContentNegotiationStrategy ACCEPT = new HeaderContentNegotiationStrategy();

    private Acceptable() {}

    /**
     * Checks a request before its answer is written. Handler methods that write it themselves call this once they know
     * that there is no error; for all others it is done.
     *
     * @throws HttpMediaTypeNotAcceptableException (406) if the client accepts nothing of it
     */
    public static void require(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
        if (!isSo(request)) {
            throw new HttpMediaTypeNotAcceptableException(produced(request));
        }
    }

    /** Returns true also if the method declares nothing; then the message converters decide. */
    static boolean isSo(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT) == null) {
            return true;
        }
        var produced = produced(request);
        try {
            var accepted = ACCEPT.resolveMediaTypes(new ServletWebRequest(request));
            return produced.isEmpty() || produced.stream().anyMatch(type -> accepts(accepted, type));
        } catch (HttpMediaTypeNotAcceptableException unreadable) {
            return false;
        }
    }

    /** Of the ranges that have the type, the most specific one counts; weight 0 means "not acceptable" (12.4.2). */
    private static boolean accepts(List<MediaType> accepted, MediaType type) {
        return accepted.stream()
                .filter(type::isCompatibleWith)
                .max(Comparator.comparingInt(Acceptable::specificity).thenComparing(MediaType::getQualityValue))
                .filter(range -> range.getQualityValue() > 0)
                .isPresent();
    }

    private static int specificity(MediaType range) {
        return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
    }

    private static List<MediaType> produced(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) instanceof Collection<?> types
                ? types.stream().map(MediaType.class::cast).toList()
                : List.of();
    }
}
