package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.neo4j.driver.exceptions.ClientException;
import org.springframework.stereotype.Repository;

/** Applies many orders of which the graph may know few or none. */
@Repository
@UsesStore(Store.NEO4J)
class PurchaseLoader {

    private static final List<String> LOAD = Cypher.script("load");
    private static final String CONSTRAINT_FAILED = "Neo.ClientError.Schema.ConstraintValidationFailed";

    /** The maximum number of purchases in one transaction; this many take less than a second. */
    private static final int MOST_AT_ONCE = 4000;

    private final Graph graph;
    private final PurchaseRepository purchaseRepository;
    private final OrderRecords orderRecords;
    private final EdgeRecords edgeRecords;

    PurchaseLoader(
            Graph graph,
            PurchaseRepository purchaseRepository,
            OrderRecords orderRecords,
            EdgeRecords edgeRecords,
            RecommendProperties recommendProperties) {
        this.graph = graph.within(recommendProperties.applyTimeout());
        this.purchaseRepository = purchaseRepository;
        this.orderRecords = orderRecords;
        this.edgeRecords = edgeRecords;
    }

    /** Has the same effect as {@link PurchaseRepository#apply}, but may use several transactions. */
    void load(Collection<OrderPurchases> states) {
        var batch = new ArrayList<OrderPurchases>();
        var size = 0;
        for (var order : states) {
            if (!batch.isEmpty() && size + order.productIds().size() > MOST_AT_ONCE) {
                loadBatch(batch);
                batch.clear();
                size = 0;
            }
            batch.add(order);
            size += order.productIds().size();
        }
        loadBatch(batch);
    }

    private void loadBatch(List<OrderPurchases> states) {
        var versions = orderRecords
                .find(states.stream().map(OrderPurchases::orderId).toList())
                .stream()
                .collect(Collectors.toMap(KnownOrder::orderId, KnownOrder::version));
        var added = new ArrayList<OrderPurchases>();
        var present = new ArrayList<OrderPurchases>();
        var others = new ArrayList<OrderPurchases>();
        for (var order : states) {
            var version = versions.get(order.orderId());
            var list =
                    version == null ? (order.active() ? added : others) : version == order.version() ? present : others;
            list.add(order);
        }
        others.addAll(lackingEdges(present));
        if (!added.isEmpty()) {
            add(added);
        }
        if (!others.isEmpty()) {
            purchaseRepository.apply(others);
        }
    }

    /** Most orders are in the graph as they should be. To find this out costs less than to apply them again. */
    private List<OrderPurchases> lackingEdges(List<OrderPurchases> states) {
        var expected = states.stream()
                .filter(OrderPurchases::active)
                .flatMap(order -> order.edges().stream())
                .toList();
        var lacking = (expected.isEmpty() ? List.<PurchaseEdge>of() : edgeRecords.missingEdges(expected))
                .stream().map(PurchaseEdge::orderId).collect(Collectors.toSet());
        return states.stream()
                .filter(order -> !order.active() || lacking.contains(order.orderId()))
                .toList();
    }

    private void add(List<OrderPurchases> states) {
        try {
            graph.write(new OrderBatch(states).queries(LOAD));
        } catch (ClientException failure) {
            if (!CONSTRAINT_FAILED.equals(failure.code())) {
                throw failure;
            }
            // Another transaction has applied one of these orders in the meantime.
            purchaseRepository.apply(states);
        }
    }
}
