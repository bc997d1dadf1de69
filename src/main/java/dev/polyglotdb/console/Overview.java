package dev.polyglotdb.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.polyglotdb.platform.outbox.OutboxBacklog;
import dev.polyglotdb.platform.stores.StoreCalls.Calls;
import dev.polyglotdb.platform.stores.StoreStates.StoreState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All stores at a glance.
 *
 * @param backlog null while PostgreSQL is away
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Overview(
        Instant at,
        List<OfStore> stores,
        @JsonProperty("outbox") @Nullable OutboxBacklog backlog) {

    /** How a store is, what this instance asks it, and what it holds. */
    record OfStore(String store, String name, @JsonUnwrapped StoreState storeState, Calls calls, List<Holding> holds) {}

    /** @param atLeast whether there may be more */
    record Holding(String name, long count, boolean atLeast) {}
}
