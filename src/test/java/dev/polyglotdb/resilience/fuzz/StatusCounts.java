package dev.polyglotdb.resilience.fuzz;

import dev.polyglotdb.platform.apidocs.OpenApi;
import dev.polyglotdb.platform.apidocs.Operation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How often each operation was answered with which class of status. */
final class StatusCounts {

    private final Map<String, AtomicInteger> counts = new ConcurrentSkipListMap<>();

    void add(Operation operation, int status) {
        counts.computeIfAbsent(key(operation, status), key -> new AtomicInteger())
                .incrementAndGet();
    }

    boolean hasSucceeded(Operation operation) {
        return counts.containsKey(key(operation, 200));
    }

    /** Returns the ids of the operations in the document that never succeeded. */
    List<String> neverSucceeded() {
        return OpenApi.operations().stream()
                .filter(operation -> !hasSucceeded(operation))
                .map(Operation::id)
                .toList();
    }

    private static String key(Operation operation, int status) {
        return operation.id() + " " + status / 100 + "xx";
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
