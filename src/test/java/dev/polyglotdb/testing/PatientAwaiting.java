package dev.polyglotdb.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets an {@code await()} without a limit of its own wait for a minute. What a test awaits is there in moments, and on
 * a busy machine later than in the ten seconds that are the default. JUnit finds this class by its service file.
 */
public final class PatientAwaiting implements BeforeAllCallback {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(PATIENCE);
    }
}
