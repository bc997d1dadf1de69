package dev.polyglotdb.products.cache;

import dev.polyglotdb.platform.stores.MeasuredRedis;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The application's own cache of products under keys of its own and without its time-outs, to be measured. */
public final class MeasuredCache {

    private static final StoreTimeouts PATIENT = new StoreTimeouts(Duration.ofMinutes(2));
    private static final String SETTINGS = "polyglot.products.cache";

    private MeasuredCache() {}

    /**
     * Returns the cache as another instance of the application has it. All settings but this are the defaults.
     *
     * @param ttl the lifetime of a copy
     */
    public static ProductCache instance(MeasuredRedis measuredRedis, Duration ttl) {
        var settings = settings(Map.of(SETTINGS + ".ttl", ttl.toString()));
        return new ProductCache(
                new CacheEntries(measuredRedis.binary(), settings), settings, PATIENT, new SimpleMeterRegistry());
    }

    /** Returns the lifetime of a copy in the application, if nobody sets another one. */
    public static Duration defaultTtl() {
        return settings(Map.of()).ttl();
    }

    /** Returns how long no copy is kept after a write whose end is not known. */
    public static Duration block() {
        return settings(Map.of()).block();
    }

    private static ProductCacheProperties settings(Map<String, String> set) {
        return new Binder(new MapConfigurationPropertySource(set)).bindOrCreate(SETTINGS, ProductCacheProperties.class);
    }
}
