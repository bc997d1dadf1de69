package dev.polyglotdb.orders.followers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A job that compares followers with PostgreSQL, or rebuilds one of them.
 *
 * @param target the name of the follower, or {@value #ALL}
 * @param processed the number of orders processed so far; a check processes them once for each follower
 * @param total an upper bound of that number while the job runs
 * @param result what a completed check found, as JSON
 */
record ProjectionJob(
        long id,
        Kind kind,
        String target,
        Status status,
        long processed,
        long total,

        @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String result) {

    /** The target of a check, which compares every follower. */
    static final String ALL = "all";

    enum Kind {
        CHECK,
        REBUILD;

        @JsonValue
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Status {
        RUNNING,
        COMPLETED,
        FAILED,
        CANCELLED
    }
}
