package dev.polyglotdb.privacy;

import dev.polyglotdb.activity.ActivityErasure;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Erases what the user reported. The events of orders go with the orders. */
@Component
class CassandraErasure extends ErasureSink {

    private static final Duration STEP = Duration.ofSeconds(1);

    private final ActivityErasure activityErasure;
    private final Duration settle;

    CassandraErasure(
            Erasures erasures,
            ActivityErasure activityErasure,
            PrivacyProperties privacyProperties,
            StoreTimeouts timeouts) {
        super(Store.CASSANDRA, erasures);
        this.activityErasure = activityErasure;
        this.settle = privacyProperties.settle(timeouts);
    }

    /** A request that began before the erasure may still be writing. */
    @Override
    Duration delay() {
        return settle;
    }

    @Override
    boolean step(Erasure erasure) {
        return activityErasure.erase(erasure.userId(), STEP);
    }
}
