package dev.polyglotdb.products.cache;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The lifetimes of the entries in the cache.
 *
 * @param ttl the lifetime of a copy
 * @param lease how long a reader may take to bring a copy
 * @param block how long no copy is accepted after a write whose end is not known; must exceed the duration of a write
 * @param redis the address of a Redis that has nothing but copies, such as {@code redis://:password@host:6379}, or
 *     {@code rediss://:password@host:6379} by TLS; if not set, they are where the sessions are
 */
@ConfigurationProperties("polyglot.products.cache")
record ProductCacheProperties(
        @DefaultValue("10m") Duration ttl,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("5s") Duration block,
        @Nullable String redis) {

    /** The setting that gives the cache a Redis of its own. */
    static final String REDIS = "polyglot.products.cache.redis";
}
