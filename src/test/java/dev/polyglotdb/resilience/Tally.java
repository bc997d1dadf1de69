package dev.polyglotdb.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Hiccups;
import dev.polyglotdb.testing.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the outcomes and times of requests, and collects the forbidden outcomes. */
public final class Tally {

    /** The time within which every request must be answered, at worst with a 503. */
    public static final Duration BOUND = Duration.ofSeconds(2);

    /**
     * The time that a busy machine may add; set it to 0 on a quiet one. Of the time in stores, which the application
     * measures itself, little of it counts: waiting for one store after the other would take 0.4 s too long.
     */
    public static final Duration SLACK = Duration.ofMillis(Integer.getInteger("polyglot.proof.slack", 2_000));

    /** Within which the application gives up waiting for stores, all together, and what a busy machine adds to that. */
    static final Duration STORES_BOUND = BOUND.plus(SLACK.dividedBy(4));

    private static final int EXAMPLES = 50;

    private final Map<String, Integer> classes = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private final List<String> late = new ArrayList<>();
    private int requests;
    private int lateCount;
    private Duration slowest = Duration.ZERO;
    private String slowestRequest = "none";
    private Duration longestInStores = Duration.ZERO;

    /** Returns the result of a call, and fails if it took longer than anybody may wait. */
    public static <T> T inTime(Supplier<T> call) {
        var begun = System.nanoTime();
        var result = call.get();
        assertThat(since(begun)).isLessThan(BOUND.plus(SLACK));
        return result;
    }

    /** Awaits something, and fails if it came later than this, without hiccups. */
    public static void awaitWithin(Duration limit, String what, Callable<Boolean> condition) {
        var begun = System.nanoTime();
        await(what).atMost(limit.multipliedBy(4)).until(condition);
        assertThat(since(begun)).as(what).isLessThan(limit);
    }

    /**
     * Returns the time since then, without hiccups.
     *
     * @param begun by {@link System#nanoTime}
     */
    public static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).minus(Hiccups.since(begun));
    }

    /** For requests that wait for nothing except the time-out of a store. */
    public Client.Observer prompt(Slot slot) {
        return (method, path, reply, took) -> add(slot, true, method, path, reply, took);
    }

    /** For requests that may wait for the response to another request. */
    public Client.Observer patient(Slot slot) {
        return (method, path, reply, took) -> add(slot, false, method, path, reply, took);
    }

    private synchronized void add(
            Slot slot, boolean prompt, String method, String path, @Nullable Reply reply, Duration took) {
        requests++;
        var request = method + " " + path;
        if (reply == null) {
            classes.merge("none", 1, Integer::sum);
            if (!slot.wasDisturbed(took)) {
                violations.add("%s to an instance that ran was not answered in %s".formatted(request, took));
            }
            return;
        }
        classes.merge(kind(reply), 1, Integer::sum);
        if (reply.status() >= 500 && !isUnavailable(reply)) {
            violations.add(request + ": " + reply);
        }
        if (prompt && !slot.wasDisturbed(took)) {
            var answer = TimedReply.ofNow(reply, took);
            if (answer.took().compareTo(slowest) > 0) {
                slowest = answer.took();
                slowestRequest = request + ": " + reply.status();
            }
            var inStores = answer.inStores();
            longestInStores = inStores.compareTo(longestInStores) > 0 ? inStores : longestInStores;
            if (took.compareTo(BOUND) >= 0) {
                lateCount++;
                if (late.size() < EXAMPLES) {
                    late.add("%s %d ms, %d, %s"
                            .formatted(request, took.toMillis(), reply.status(), reply.header("Server-Timing")));
                }
            }
        }
    }

    private static String kind(Reply reply) {
        return reply.status() == 503
                ? "503 " + (reply.problem().equals("store-unavailable") ? reply.text("/store") : reply.problem())
                : Integer.toString(reply.status());
    }

    private static boolean isUnavailable(Reply reply) {
        return reply.status() == 503
                && (reply.problem().endsWith("-unavailable") || reply.problem().equals("overloaded"))
                && reply.header("Retry-After").isPresent();
    }

    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    public synchronized List<String> late() {
        return Collections.unmodifiableList(new ArrayList<>(late));
    }

    public synchronized int requests() {
        return requests;
    }

    /** Fails if a prompt answer was late, or waited too long for stores. */
    public synchronized void assertPrompt() {
        assertThat(slowest).as(late().toString()).isLessThan(BOUND.plus(SLACK));
        assertThat(longestInStores).as("in stores: %s", late()).isLessThan(STORES_BOUND);
    }

    @Override
    public synchronized String toString() {
        return "%d requests, answers %s, slowest answer %d ms (%s), %d of 2 s or more"
                .formatted(requests, classes, slowest.toMillis(), slowestRequest, lateCount);
    }
}
