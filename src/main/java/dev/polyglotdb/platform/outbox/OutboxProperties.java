package dev.polyglotdb.platform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the outbox workers.
 *
 * @param batch the number of rows that a worker claims at once; limits its memory
 * @param lease how long a claim is valid; must be longer than a batch can take
 * @param poll how often to look for rows without a wake-up: rows of other instances, and rows whose delay has
 *     passed
 * @param firstDelay the delay after the first failure; it doubles with each further failure
 * @param maxDelay the maximum delay; also the longest time until a worker notices that a store is back
 * @param maxAttempts the number of failures after which a row is given up; failures because the store is away do
 *     not count
 */
@ConfigurationProperties("polyglot.outbox")
record OutboxProperties(
        @DefaultValue("256") int batch,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("100ms") Duration firstDelay,
        @DefaultValue("5s") Duration maxDelay,
        @DefaultValue("10") int maxAttempts) {}
