package dev.polyglotdb.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Time for which something must last, such as a load. Whoever waits for a condition awaits it. */
public final class Time {

    /** After this, what was set off has begun. */
    public static final Duration MOMENT = Duration.ofMillis(100);

    private Time() {}

    public static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }
}
