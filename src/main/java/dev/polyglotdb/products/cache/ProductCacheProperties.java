package dev.polyglotdb.products.cache;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The lifetimes of the entries in the cache.
 *
 * @param ttl the lifetime of a copy
 * @param lease how long a reader may take to bring a copy
 * @param block how long no copy is accepted after a write whose end is not known; must exceed the duration of a write
 */
@ConfigurationProperties("polyglot.products.cache")
record ProductCacheProperties(
        @DefaultValue("10m") Duration ttl,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("5s") Duration block) {}
