package dev.polyglotdb.console;

import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.orders.OrderState;
import dev.polyglotdb.orders.OrderTraces;
import dev.polyglotdb.orders.ShownProducts;
import dev.polyglotdb.platform.stores.NamedStore;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.stores.StoreStates;
import dev.polyglotdb.platform.web.Caller;
import dev.polyglotdb.products.ProductHoldings;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/** Follows an order through all stores. One that is away does not keep the others from being shown. */
@Service
class TraceService {

    private static final int SHOWN_BYTES = 16 * 1024;

    private final OrderTraces orderTraces;
    private final ProductHoldings productHoldings;
    private final StoreStates storeStates;

    TraceService(OrderTraces orderTraces, ProductHoldings productHoldings, StoreStates storeStates) {
        this.orderTraces = orderTraces;
        this.productHoldings = productHoldings;
        this.storeStates = storeStates;
    }

    OrderTrace trace(long id, Caller caller) {
        var order = orderTraces.visible(id, caller);
        var progress = Objects.requireNonNull(orderTraces.progress(List.of(id)).get(id));
        return new OrderTrace(id, progress.waiting().isEmpty(), progress.steps(), progress.waiting(), stores(order));
    }

    private Map<String, Map<String, Object>> stores(OrderState order) {
        var id = order.view().id();
        var shown = ShownProducts.of(order.view());
        var stores = new LinkedHashMap<String, Map<String, Object>>();
        stores.put(Store.POSTGRES.id(), part(Store.POSTGRES, () -> orderTraces.rows(id)));
        stores.put(
                Store.MONGODB.id(),
                part(
                        Store.MONGODB,
                        () -> Map.of(
                                "collection",
                                ProductHoldings.COLLECTION,
                                "documents",
                                productHoldings.documents(shown.ids(), SHOWN_BYTES),
                                "omitted",
                                shown.omitted())));
        stores.put(
                Store.REDIS.id(),
                part(
                        Store.REDIS,
                        () -> Map.of(
                                "copies",
                                productHoldings.copies(shown.ids(), SHOWN_BYTES),
                                "omitted",
                                shown.omitted())));
        orderTraces.followers().stream()
                .sorted(Comparator.comparing(OrderFollower::name))
                .forEach(follower ->
                        stores.put(follower.store().id(), part(follower.store(), () -> follower.holdings(order))));
        return stores;
    }

    /** A store that is known to be down is not asked, so that its time is left for the others. */
    private Map<String, Object> part(NamedStore store, Supplier<Map<String, Object>> holdings) {
        if (store instanceof Store ours && storeStates.isDown(ours)) {
            return Map.of("status", "unavailable");
        }
        try {
            var part = new LinkedHashMap<String, Object>();
            part.put("status", "available");
            part.putAll(holdings.get());
            return part;
        } catch (StoreException away) {
            return Map.of("status", "unavailable");
        }
    }
}
