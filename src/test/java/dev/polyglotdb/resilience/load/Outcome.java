package dev.polyglotdb.resilience.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What became of the requests of an {@link Offer}. */
final class Outcome {

    private static final int STATUS = "HTTP/1.1 ".length();
    private static final int SHOWN = 5;
    private static final long BOUND = Duration.ofSeconds(2).toNanos();

    private final List<Long> served = new ArrayList<>();
    private final List<Long> refused = new ArrayList<>();
    private final Map<Integer, Integer> others = new TreeMap<>();
    private long late;
    private long unavailable;
    private long unanswered;
    private String example = "";
    private final List<String> slow = new ArrayList<>();
    private Duration time = Duration.ZERO;
    private Duration cost = Duration.ZERO;

    /** @param unavailable the answer, if it tells that a store is away */
    void add(int status, long nanos, @Nullable String unavailable) {
        if (status < 300) {
            served.add(nanos);
        } else if (status == 503) {
            refused.add(nanos);
        } else {
            others.merge(status, 1, Integer::sum);
        }
        late += isLate(nanos) ? 1 : 0;
        if (unavailable != null) {
            this.unavailable++;
            example = unavailable;
        }
    }

    static boolean isLate(long nanos) {
        return nanos > BOUND;
    }

    /** Notes where the time of a late answer went, by the answer itself. */
    void slow(long nanos, String answer) {
        var timing = answer.lines()
                .filter(line -> line.startsWith("Server-Timing"))
                .findFirst()
                .orElse("no Server-Timing");
        slow.add("%d after %.0f ms, %s"
                .formatted(Integer.parseInt(answer, STATUS, STATUS + 3, 10), nanos / 1e6, timing));
    }

    /** Counts a connection that was closed without an answer. */
    void broken() {
        others.merge(0, 1, Integer::sum);
    }

    void lasted(Duration total, int withoutAnswer) {
        time = total;
        unanswered = withoutAnswer;
    }

    /** Notes the time of processors that it took to send the requests and read the answers. */
    void cost(Duration processors) {
        cost = processors;
    }

    /** Returns the share of one processor that it took to send the requests and read the answers. */
    double generator() {
        return (double) cost.toNanos() / time.toNanos();
    }

    int answers() {
        return served.size()
                + refused.size()
                + others.values().stream().mapToInt(Integer::intValue).sum();
    }

    int served() {
        return served.size();
    }

    /**
     * Returns within how many milliseconds this share of the requests was served; nothing is served sooner than 0.
     *
     * @param share from 0 to 1
     */
    double millis(double share) {
        Collections.sort(served);
        return served.isEmpty() ? 0 : served.get((int) (share * (served.size() - 1))) / 1e6;
    }

    int refusals() {
        return refused.size();
    }

    /** Returns how many requests were served per second. */
    double goodput() {
        return served.size() / (time.toNanos() / 1e9);
    }

    /** Returns how many answers took over two seconds, or never came. */
    long late() {
        return late + unanswered;
    }

    /** Returns how many were told that a store is away. */
    long unavailable() {
        return unavailable;
    }

    private static String percentiles(List<Long> nanos) {
        if (nanos.isEmpty()) {
            return "none";
        }
        Collections.sort(nanos);
        return "%d (p50 %.0f, p99 %.0f, max %.0f ms)"
                .formatted(
                        nanos.size(),
                        nanos.get(nanos.size() / 2) / 1e6,
                        nanos.get(nanos.size() * 99 / 100) / 1e6,
                        nanos.get(nanos.size() - 1) / 1e6);
    }

    @Override
    public String toString() {
        return "%.0f/s, served %s, refused %s, others %s, over 2 s %d, store-unavailable %d, generator %.1f us each %s %s"
                .formatted(
                        goodput(),
                        percentiles(served),
                        percentiles(refused),
                        others,
                        late(),
                        unavailable,
                        cost.toNanos() / 1e3 / Math.max(1, answers()),
                        example,
                        slow.subList(0, Math.min(SHOWN, slow.size())));
    }
}
