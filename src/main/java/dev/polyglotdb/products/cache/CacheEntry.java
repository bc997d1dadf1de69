package dev.polyglotdb.products.cache;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The value under the key of a product. Its first byte tells the kind. A kind that only the next version knows counts
 * as none, so another form of a copy takes another kind.
 */
sealed interface CacheEntry permits ProductCopy, CacheEntry.Lease, CacheEntry.None {

    char COPY = 'C';
    char LEASE = 'L';
    char BLOCK = 'B';

    /** A reader who found nothing is reading the product, and may put a copy here as long as this lease exists. */
    record Lease(String token) implements CacheEntry {}

    /** No value, or a block: the product is being changed, and no copy may be put here. */
    record None() implements CacheEntry {}

    None NONE = new None();

    static CacheEntry decode(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length == 0) {
            return NONE;
        }
        return switch (bytes[0]) {
            case COPY -> ProductCopy.decode(bytes);
            case LEASE -> new Lease(new String(bytes, StandardCharsets.US_ASCII));
            default -> NONE;
        };
    }
}
