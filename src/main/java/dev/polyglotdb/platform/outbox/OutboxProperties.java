package dev.polyglotdb.platform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the outbox is worked off.
 *
 * @param batch how many rows a worker claims at once; bounds its memory
 * @param lease how long a claim holds; must be longer than a batch can take
 * @param poll how often to look for rows that nobody told of: those of another instance, and those whose delay is over
 * @param firstDelay the delay after a first failure; it doubles with each further one
 * @param maxDelay where the doubling ends; also how long it can take to notice that a store is back
 * @param maxAttempts after how many failures that are not the store's absence a row is given up
 */
@ConfigurationProperties("polyglot.outbox")
record OutboxProperties(
        @DefaultValue("256") int batch,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("100ms") Duration firstDelay,
        @DefaultValue("5s") Duration maxDelay,
        @DefaultValue("10") int maxAttempts) {}
