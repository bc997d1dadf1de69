package dev.polyglotdb.resilience.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** How long requests took in each phase of a drill. A request belongs to the phase in which it ended. */
final class Phases {

    private final Map<String, Queue<Long>> byName = new LinkedHashMap<>();
    private volatile Queue<Long> current = new ConcurrentLinkedQueue<>();

    void begin(String name) {
        current = new ConcurrentLinkedQueue<>();
        byName.put(name, current);
    }

    void add(long nanos) {
        current.add(nanos);
    }

    /** Returns the 99th percentile of each phase, in milliseconds. */
    String p99() {
        return byName.entrySet().stream()
                .map(phase -> "%s %s ms".formatted(phase.getKey(), p99(phase.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static String p99(Queue<Long> nanos) {
        var sorted = nanos.stream().sorted().toList();
        return sorted.isEmpty() ? "-" : String.valueOf(sorted.get(sorted.size() * 99 / 100) / 1_000_000);
    }
}
