package dev.polyglotdb.console;

import dev.polyglotdb.activity.TimelineSize;
import dev.polyglotdb.console.Overview.Holding;
import dev.polyglotdb.platform.RecentValue;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreEstimates;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.stores.StoreStates;
import dev.polyglotdb.products.ProductHoldings;
import dev.polyglotdb.recommend.GraphView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Estimates what the stores hold. Looks every few seconds at most, however many administrators watch. */
@Component
class Holdings {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int COUNTED_EVENTS = 5_000;
    private static final String SESSIONS = "session:";
    private static final String COPIES = "product:";

    private final StoreEstimates storeEstimates;
    private final ProductHoldings productHoldings;
    private final TimelineSize timelineSize;
    private final GraphView graphView;
    private final StoreStates storeStates;
    private final Map<Store, RecentValue<List<Holding>>> readings = new EnumMap<>(Store.class);

    Holdings(
            StoreEstimates storeEstimates,
            ProductHoldings productHoldings,
            TimelineSize timelineSize,
            GraphView graphView,
            StoreStates storeStates) {
        this.storeEstimates = storeEstimates;
        this.productHoldings = productHoldings;
        this.timelineSize = timelineSize;
        this.graphView = graphView;
        this.storeStates = storeStates;
        for (var store : Store.values()) {
            readings.put(store, new RecentValue<>(FRESH, () -> ask(store)));
        }
    }

    /** Returns what a store holds; nothing if it is away. */
    List<Holding> of(Store store) {
        if (storeStates.isDown(store)) {
            return List.of();
        }
        try {
            return Objects.requireNonNull(readings.get(store)).get();
        } catch (StoreException away) {
            return List.of();
        }
    }

    private List<Holding> ask(Store store) {
        return switch (store) {
            case POSTGRES -> holdings(storeEstimates.rows(List.of("users", "orders")), "users", "orders");
            case MONGODB -> List.of(new Holding("products", productHoldings.estimate(), false));
            case REDIS -> {
                var keys = storeEstimates.keys(List.of(SESSIONS, COPIES));
                yield List.of(
                        new Holding("sessions", keys.getOrDefault(SESSIONS, 0L), false),
                        new Holding("products", keys.getOrDefault(COPIES, 0L), false));
            }
            case CASSANDRA -> {
                var events = timelineSize.atMost(COUNTED_EVENTS);
                yield List.of(new Holding("events", events, events == COUNTED_EVENTS));
            }
            case NEO4J -> holdings(graphView.counts(), "users", "products", "edges");
        };
    }

    private static List<Holding> holdings(Map<String, Long> counts, String... names) {
        var holdings = new ArrayList<Holding>();
        for (var name : names) {
            holdings.add(new Holding(name, counts.getOrDefault(name, 0L), false));
        }
        return holdings;
    }
}
