package dev.polyglotdb.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets an {@code await()} without a limit of its own wait for a minute, and look at once. What a test awaits is there
 * in moments, and on a busy machine later than in the ten seconds that are the default. JUnit finds this class by its
 * service file.
 *
 * <p>Whoever awaits that something is no more, stays as it is, or is all that comes, looks after {@link Time#MOMENT}
 * for the first time: it is so, too, before anything has begun.
 */
public final class PatientAwaiting implements BeforeAllCallback {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(PATIENCE);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
    }
}
