package dev.polyglotdb.platform.outbox;

import java.time.Duration;
import org.springframework.context.ApplicationContext;

/** How long an entry may have to wait, according to the settings in force. */
public final class OutboxPatience {

    /** The longest pause between two looks, in polls: eightfold when idle, and half of that at random. */
    private static final int LONGEST_PAUSE = 12;

    private OutboxPatience() {}

    /** Returns the longest time until an entry is tried after its holder was killed and its store is back. */
    public static Duration of(ApplicationContext context) {
        var properties = context.getBean(OutboxProperties.class);
        return properties
                .lease()
                .plus(properties.maxDelay())
                .plus(properties.poll().multipliedBy(LONGEST_PAUSE));
    }
}
