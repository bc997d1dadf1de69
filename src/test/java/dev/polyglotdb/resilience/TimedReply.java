package dev.polyglotdb.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.testing.Hiccups;
import dev.polyglotdb.testing.Reply;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A response with the time it took.
 *
 * @param took without hiccups
 * @param hiccups those of this machine meanwhile
 */
public record TimedReply(Reply reply, Duration took, Duration hiccups) {

    private static final Pattern STORE_TIME = Pattern.compile("(?<!total);dur=([0-9.]+)");

    public static TimedReply of(Supplier<Reply> call) {
        var begun = System.nanoTime();
        var reply = call.get();
        return ofNow(reply, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** @param elapsed the time until now, hiccups included */
    static TimedReply ofNow(Reply reply, Duration elapsed) {
        var hiccups = Hiccups.since(System.nanoTime() - elapsed.toNanos());
        return new TimedReply(reply, elapsed.minus(hiccups), hiccups);
    }

    public void assertRefusedInTimeBy(Engine store) {
        assertRefusedBy(store);
        assertInTime();
    }

    /** Fails if the client waited too long, or if the application did so for its stores, on however busy a machine. */
    public void assertInTime() {
        assertThat(took).as(what()).isLessThan(Tally.BOUND.plus(Tally.SLACK));
        assertThat(inStores()).as(what()).isLessThan(Tally.STORES_BOUND);
    }

    /** Returns how long the application waited for all stores together, without hiccups. */
    Duration inStores() {
        var millis = STORE_TIME
                .matcher(reply.header("Server-Timing").orElse(""))
                .results()
                .mapToDouble(store -> Double.parseDouble(store.group(1)))
                .sum();
        return Duration.ofNanos((long) (millis * 1e6)).minus(hiccups);
    }

    boolean isRefusedBy(Engine store) {
        return reply.status() == 503 && reply.at("/store").asString("").equals(name(store));
    }

    private static String name(Engine store) {
        return store.name().toLowerCase(Locale.ROOT);
    }

    /** Does not check the time. */
    public void assertRefusedBy(Engine store) {
        assertThat(reply.status()).as(what()).isEqualTo(503);
        assertThat(reply.problem()).isEqualTo("store-unavailable");
        assertThat(reply.text("/store")).isEqualTo(name(store));
        assertThat(reply.header("Retry-After")).isPresent();
    }

    /**
     * Fails unless a store that has too much to do is named. If it answered nobody meanwhile, it can't be told from one
     * that is away. Does not check the time.
     */
    public void assertRefusedByBusy(Engine store) {
        assertThat(reply.status()).as(what()).isEqualTo(503);
        assertThat(reply.problem()).isIn("overloaded", "store-unavailable");
        assertThat(reply.text("/store")).isEqualTo(name(store));
        assertThat(reply.header("Retry-After")).isPresent();
    }

    /** Returns a description for failure messages. */
    public String what() {
        return reply.http().uri() + ": " + reply + reply.header("Server-Timing");
    }
}
