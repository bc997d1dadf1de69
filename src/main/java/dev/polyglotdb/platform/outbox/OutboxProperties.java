package dev.polyglotdb.platform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the outbox workers.
 *
 * @param batch the number of entries that a worker claims at once; limits its memory
 * @param linger how long the workers of a sink wait, in all instances, after one of them has taken all entries there
 *     were, so that the next ones come together: a batch costs about the same however many entries are in it. The first
 *     one after a silence does not wait
 * @param lease how long a claim is valid; must exceed the time to process a batch
 * @param poll the interval between two searches for entries when no wake-up comes; finds entries of other instances,
 *     and those whose delay has passed. It grows up to eightfold while nothing is expected, and up to half of it is
 *     added at random
 * @param firstDelay the delay after the first failure; it doubles with each further failure
 * @param maxDelay the maximum delay; a worker notices after at most this time that a store is back
 * @param maxAttempts the number of attempts that fail by a defect of ours, after which an entry is no longer retried
 * @param giveUpAfter how long an entry is retried while its store is unavailable or overloaded
 */
@ConfigurationProperties("polyglot.outbox")
record OutboxProperties(
        @DefaultValue("256") int batch,
        @DefaultValue("50ms") Duration linger,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("100ms") Duration firstDelay,
        @DefaultValue("5s") Duration maxDelay,
        @DefaultValue("10") int maxAttempts,
        @DefaultValue("24h") Duration giveUpAfter) {}
