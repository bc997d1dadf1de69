package dev.polyglotdb.resilience;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** How long requests took in each phase of a drill. A request belongs to the phase in which it ended. */
public final class Phases {

    private final Map<String, Queue<Long>> byName = new LinkedHashMap<>();
    private volatile Queue<Long> current = new ConcurrentLinkedQueue<>();
    private final AtomicLong lastSuccess = new AtomicLong(System.nanoTime());
    private final AtomicLong longestPause = new AtomicLong();

    public void begin(String name) {
        current = new ConcurrentLinkedQueue<>();
        byName.put(name, current);
    }

    public void add(long nanos) {
        current.add(nanos);
    }

    /** Measures pauses from now on. */
    public void resume() {
        lastSuccess.set(System.nanoTime());
    }

    /** Notes that a request succeeded. */
    public void succeeded() {
        var now = System.nanoTime();
        longestPause.accumulateAndGet(now - lastSuccess.getAndSet(now), Math::max);
    }

    /** Returns the longest time in which no request succeeded. */
    public Duration away() {
        return Duration.ofNanos(longestPause.get());
    }

    /** Returns the 99th percentile of each phase, in milliseconds. */
    public String p99() {
        return byName.entrySet().stream()
                .map(phase -> "%s %s ms".formatted(phase.getKey(), p99(phase.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static String p99(Queue<Long> nanos) {
        var sorted = nanos.stream().sorted().toList();
        return sorted.isEmpty() ? "-" : String.valueOf(sorted.get(sorted.size() * 99 / 100) / 1_000_000);
    }

    /** Prints the table that all drills have. */
    public void print(String drill, int acknowledged, long lost, long doubled) {
        print(drill, acknowledged, lost, Long.toString(doubled));
    }

    /** Prints it for a drill in which nothing can be there twice. */
    public void print(String drill, int acknowledged, long lost) {
        print(drill, acknowledged, lost, "–");
    }

    private void print(String drill, int acknowledged, long lost, String doubled) {
        System.out.printf(
                "| drill | acknowledged | lost | doubled | seconds away | p99 by phase |%n| %s | %d | %d | %s | %.1f | %s |%n",
                drill, acknowledged, lost, doubled, away().toMillis() / 1e3, p99());
    }
}
