package dev.polyglotdb.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;

/** For what must happen in time. A busy machine may pause once, but not each time. */
public final class Repeated {

    private Repeated() {}

    /** Does all of a test again, from its beginning, until it holds once, and fails as it did if it does not. */
    public static void untilItHolds(ThrowingRunnable test) {
        await().pollInSameThread().pollDelay(Duration.ZERO).ignoreExceptions().untilAsserted(test);
    }
}
