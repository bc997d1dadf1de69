package dev.polyglotdb.console;

import dev.polyglotdb.console.Overview.OfStore;
import dev.polyglotdb.platform.outbox.OutboxBacklog;
import dev.polyglotdb.platform.outbox.OutboxEntries;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreCalls;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.stores.StoreStates;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OverviewController {

    private final StoreStates storeStates;
    private final StoreCalls storeCalls;
    private final Holdings estimates;
    private final OutboxEntries outboxEntries;
    private final Clock clock;

    OverviewController(
            StoreStates storeStates,
            StoreCalls storeCalls,
            Holdings estimates,
            OutboxEntries outboxEntries,
            Clock clock) {
        this.storeStates = storeStates;
        this.storeCalls = storeCalls;
        this.estimates = estimates;
        this.outboxEntries = outboxEntries;
        this.clock = clock;
    }

    @GetMapping("/admin/overview")
    @RolesAllowed("ADMIN")
    Overview overview() {
        return new Overview(
                clock.instant(),
                Arrays.stream(Store.values()).map(this::ofStore).toList(),
                storeStates.isDown(Store.POSTGRES) ? null : backlog());
    }

    private OfStore ofStore(Store store) {
        return new OfStore(
                store.id(), store.displayName(), storeStates.of(store), storeCalls.of(store), estimates.of(store));
    }

    private @Nullable OutboxBacklog backlog() {
        try {
            return outboxEntries.backlog();
        } catch (StoreException away) {
            return null;
        }
    }
}
