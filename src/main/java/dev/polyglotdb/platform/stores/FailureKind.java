package dev.polyglotdb.platform.stores;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;

/**
 * What a failure of a store means for the caller. Silence means that the store is away. That it has too much to do is
 * only believed of a store that says so, or of a driver that refuses to ask.
 */
enum FailureKind {
    /** Nobody answers, or whoever answers can't serve. It counts as a failure for the circuit breaker. */
    AWAY,
    /** The store answers that it has too much to do, or that it stopped the work because that took too long. */
    OVERLOADED,
    /** Another writer was faster. The same work may succeed when it is done again. */
    CONFLICT,
    /** A mistake of ours or in the store's configuration, and everything that nobody has foreseen. */
    DEFECT;

    /** What each driver's failures mean. Each function knows one driver, and returns null for what is not its own. */
    private static final List<Function<Throwable, @Nullable FailureKind>> DRIVERS = List.of(
            PostgresFailures::kindOf,
            MongoFailures::kindOf,
            RedisFailures::kindOf,
            CassandraFailures::kindOf,
            Neo4jFailures::kindOf,
            CommonFailures::kindOf);

    /**
     * Returns the kind of the innermost cause that has one, because wrappers know less. Of failures at the same time,
     * as Reactor collects them, the first kind counts: an outage explains the others.
     */
    static FailureKind of(Throwable failure) {
        var kind = DEFECT;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (Exceptions.isMultiple(cause)) {
                return Exceptions.unwrapMultipleExcludingTracebacks(cause).stream()
                        .map(FailureKind::of)
                        .min(Comparator.naturalOrder())
                        .orElse(kind);
            }
            var current = cause;
            kind = DRIVERS.stream()
                    .map(driver -> driver.apply(current))
                    .filter(known -> known != null)
                    .findFirst()
                    .orElse(kind);
        }
        return kind;
    }
}
