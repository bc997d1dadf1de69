package dev.polyglotdb.products;

import dev.polyglotdb.platform.web.EntityTags;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What a client requires of the version of a product before something is done to it (RFC 9110, section 13).
 *
 * @param ifMatch one of these must be the product's tag; null where nothing is required
 * @param ifNoneMatch none of these may be the product's tag; null where nothing is required
 */
record Preconditions(@Nullable EntityTags ifMatch, @Nullable EntityTags ifNoneMatch) {

    /** @throws ProblemException (400) if a header can't be read */
    static Preconditions of(HttpServletRequest request) {
        return new Preconditions(
                EntityTags.read(request, HttpHeaders.IF_MATCH), EntityTags.read(request, HttpHeaders.IF_NONE_MATCH));
    }

    /**
     * Reads the preconditions of a change.
     *
     * @throws ProblemException (400) if a header can't be read, or guards by a time: a product has no
     *     {@code Last-Modified}, and to ignore the guard would overwrite what it protects
     */
    static Preconditions ofChange(HttpServletRequest request) {
        var preconditions = of(request);
        if (preconditions.ifMatch == null && request.getHeader(HttpHeaders.IF_UNMODIFIED_SINCE) != null) {
            throw new ProblemException(
                    ProblemType.BAD_REQUEST, "A product is guarded by its ETag: If-Match, not If-Unmodified-Since.");
        }
        return preconditions;
    }

    /**
     * Checks them before a change.
     *
     * @param current the product as it is; null if there is none
     * @throws ProblemException (412) if one does not hold
     */
    void check(@Nullable Product current) {
        var version = current == null ? null : Long.toString(current.version());
        checkMatch(version);
        if (ifNoneMatch != null && ifNoneMatch.matches(version, false)) {
            throw failed("The product is what If-None-Match excludes.");
        }
    }

    /**
     * Checks them before the product is sent.
     *
     * @return whether the client has this version already
     * @throws ProblemException (412) if the product is not the version of {@code If-Match}
     */
    boolean isKnown(long version) {
        checkMatch(Long.toString(version));
        return ifNoneMatch != null && ifNoneMatch.matches(Long.toString(version), false);
    }

    /** A weak tag says too little to overwrite by, but enough to hold back. */
    private void checkMatch(@Nullable String version) {
        if (ifMatch != null && !ifMatch.matches(version, true)) {
            throw failed(version == null ? "There is no such product." : "The product is not the version of If-Match.");
        }
    }

    private static ProblemException failed(String detail) {
        return new ProblemException(ProblemType.PRECONDITION_FAILED, detail);
    }
}
