package dev.polyglotdb.console;

import dev.polyglotdb.orders.TraceStep;
import dev.polyglotdb.orders.WaitingEntry;
import java.util.List;
import java.util.Map;

/**
 * The way of an order through the stores, and what each holds of it.
 *
 * @param complete whether nothing waits any more
 * @param stores what each store holds, by the id of the store
 */
record OrderTrace(
        long orderId,
        boolean complete,
        List<TraceStep> steps,
        List<WaitingEntry> waiting,
        Map<String, Map<String, Object>> stores) {}
