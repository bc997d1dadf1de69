package dev.polyglotdb.products;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * What a client asks to be true before its write is done (RFC 9110, 13.1): that the product still is the version it knows, or
 * that there is none yet.
 *
 * @param ifMatch one of these must be the product's; null where nothing is asked
 * @param ifNoneMatch none of these may be the product's; null where nothing is asked
 */
record Preconditions(@Nullable List<ETag> ifMatch, @Nullable List<ETag> ifNoneMatch) {

    static Preconditions of(HttpHeaders headers) {
        return new Preconditions(tags(headers, HttpHeaders.IF_MATCH), tags(headers, HttpHeaders.IF_NONE_MATCH));
    }

    /** Tags that can't be read match nothing: a client that wanted to be careful must not overwrite by a slip of the pen. */
    private static @Nullable List<ETag> tags(HttpHeaders headers, String name) {
        var values = headers.get(name);
        return values == null ? null : ETag.parse(String.join(",", values));
    }

    /**
     * @param current the product as it is; null if there is none
     * @throws ProblemException (412) if not all is as it was asked to be
     */
    void check(@Nullable Product current) {
        // A weak tag says too little to overwrite by, but enough to hold back.
        if (ifMatch != null && !matches(ifMatch, current, true)) {
            throw failed(current == null ? "There is no such product." : "The product is not the version of If-Match.");
        }
        if (ifNoneMatch != null && matches(ifNoneMatch, current, false)) {
            throw failed("The product is what If-None-Match excludes.");
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
