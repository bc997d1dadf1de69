package dev.polyglotdb.privacy;

import dev.polyglotdb.activity.ActivityErasure;
import dev.polyglotdb.platform.outbox.OutboxService;
import dev.polyglotdb.platform.stores.Store;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Erases what the user reported. The events of orders go with the orders. */
@Component
class CassandraErasure extends ErasureSink {

    /** Far less than the lease of a promise. */
    private static final Duration STEP = Duration.ofSeconds(5);

    private final ActivityErasure activityErasure;
    private final PrivacyProperties privacyProperties;

    CassandraErasure(
            Erasures erasures,
            ObjectProvider<OutboxService> outboxes,
            ActivityErasure activityErasure,
            PrivacyProperties privacyProperties) {
        super(Store.CASSANDRA, erasures, outboxes);
        this.activityErasure = activityErasure;
        this.privacyProperties = privacyProperties;
    }

    /** A request that began before the erasure may still be writing. */
    @Override
    Duration delay() {
        return privacyProperties.settle();
    }

    @Override
    boolean step(Erasure erasure) {
        return activityErasure.erase(erasure.userId(), STEP);
    }
}
