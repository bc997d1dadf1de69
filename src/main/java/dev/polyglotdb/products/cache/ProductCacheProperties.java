package dev.polyglotdb.products.cache;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things stay in the cache.
 *
 * @param ttl how long a product's copy lives
 * @param lease how long a reader has to bring a copy
 * @param block how long no copy can be brought after a write that did not tell its end; longer than a write can take
 */
@ConfigurationProperties("polyglot.products.cache")
record ProductCacheProperties(
        @DefaultValue("10m") Duration ttl,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("5s") Duration block) {}
