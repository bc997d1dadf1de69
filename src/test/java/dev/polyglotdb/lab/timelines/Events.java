package dev.polyglotdb.lab.timelines;

import dev.polyglotdb.activity.ActivityEvent;
import dev.polyglotdb.activity.MeasuredActivity;
import dev.polyglotdb.platform.json.FreeForm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Made-up events of 89 days, oldest first, the same for the same number. Ten users make a fifth of them; each other
 * user makes about thirty.
 */
record Events(Instant now, long count) {

    static final int BUSY_USERS = 10;

    private static final Duration SPAN = MeasuredActivity.RETENTION.minusDays(1);
    private static final int EVENTS_A_SPARSE_USER = 30;
    private static final int PRODUCTS = 500;
    private static final long SEED = 25;

    /** More than there are of one kind. */
    private static final long MANY = 1_000_000_000;

    long sparseUsers() {
        return Math.max(1, count * 4 / 5 / EVENTS_A_SPARSE_USER);
    }

    /** Returns the events with these numbers. */
    List<ActivityEvent> between(long first, long last) {
        return LongStream.range(first, last).mapToObj(this::get).toList();
    }

    private ActivityEvent get(long i) {
        return event(i, now.minus(SPAN).plusMillis(SPAN.toMillis() / count * i));
    }

    /** Returns an event that is not among the others and happens now. */
    ActivityEvent fresh(long i) {
        return event(count + i, now.plusMillis(i % 1_000));
    }

    /** Returns events with these numbers that are not among the others and have this date. */
    List<ActivityEvent> dated(Instant at, long first, long last) {
        return LongStream.range(first, last)
                .mapToObj(i -> event(MANY + i, at.plusMillis(i % 1_000)))
                .toList();
    }

    private ActivityEvent event(long i, Instant at) {
        var random = new Random(SEED + i * 0x9E3779B97F4A7C15L);
        var user = random.nextInt(5) == 0 ? random.nextInt(BUSY_USERS) : BUSY_USERS + random.nextLong(sparseUsers());
        var id = UUID.nameUUIDFromBytes(Long.toString(i).getBytes(StandardCharsets.UTF_8));
        var type = random.nextInt(10) == 0 ? "ADDED_TO_BASKET" : "VIEWED";
        return new ActivityEvent(
                id,
                user,
                type,
                "product-" + random.nextInt(PRODUCTS),
                FreeForm.of(Map.of("page", random.nextInt(100))),
                at);
    }
}
