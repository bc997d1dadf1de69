package dev.polyglotdb.platform.stores;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the codes of a store mean, those of defects left out.
 *
 * @param <C> the type of a code
 */
record FailureCodes<C>(Set<C> away, Set<C> overloaded, Set<C> conflict) {

    /** Returns null if the code is none of these. */
    @Nullable
    FailureKind kindOf(C code) {
        if (away.contains(code)) {
            return FailureKind.AWAY;
        }
        if (overloaded.contains(code)) {
            return FailureKind.OVERLOADED;
        }
        return conflict.contains(code) ? FailureKind.CONFLICT : null;
    }
}
