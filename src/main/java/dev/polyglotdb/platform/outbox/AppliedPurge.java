package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.stores.Purge;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets entries that were applied long ago. */
@Component
class AppliedPurge {

    private final OutboxEntries outboxEntries;

    AppliedPurge(OutboxEntries outboxEntries) {
        this.outboxEntries = outboxEntries;
    }

    @Scheduled(fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
    void purge() {
        Purge.inPortions("applied outbox entries", outboxEntries::purge);
    }
}
