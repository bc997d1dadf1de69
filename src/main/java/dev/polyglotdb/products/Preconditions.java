package dev.polyglotdb.products;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * The preconditions of a write (RFC 9110, 13.1): the product still has a version that the client knows, or does not
 * exist yet.
 *
 * @param ifMatch the product must match one of these; null for no condition
 * @param ifNoneMatch the product must match none of these; null for no condition
 */
record Preconditions(@Nullable List<ETag> ifMatch, @Nullable List<ETag> ifNoneMatch) {

    static Preconditions of(HttpHeaders headers) {
        return new Preconditions(tags(headers, HttpHeaders.IF_MATCH), tags(headers, HttpHeaders.IF_NONE_MATCH));
    }

    /**
     * Reads the tags of a header. An unreadable tag matches nothing, so that a typing error does not turn a conditional
     * write into an unconditional one.
     */
    private static @Nullable List<ETag> tags(HttpHeaders headers, String name) {
        var values = headers.get(name);
        return values == null ? null : ETag.parse(String.join(",", values));
    }

    /**
     * Checks the preconditions.
     *
     * @param current the current product; null if it does not exist
     * @throws ProblemException (412) if a precondition is not met
     */
    void check(@Nullable Product current) {
        // RFC 9110 requires the strong comparison for If-Match and the weak one for If-None-Match: a weak tag does not
        // suffice to permit a write, but does suffice to prevent one.
        if (ifMatch != null && !matches(ifMatch, current, true)) {
            throw failed(current == null ? "There is no such product." : "The product is not the version of If-Match.");
        }
        if (ifNoneMatch != null && matches(ifNoneMatch, current, false)) {
            throw failed("The product matches If-None-Match.");
        }
    }

    private static boolean matches(List<ETag> asked, @Nullable Product current, boolean strong) {
        if (current == null) {
            return false;
        }
        var tag = new ETag(Long.toString(current.version()), false);
        return asked.stream().anyMatch(one -> one.isWildcard() || one.compare(tag, strong));
    }

    private static ProblemException failed(String detail) {
        return new ProblemException(ProblemType.PRECONDITION_FAILED, detail);
    }
}
