package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.JobProgress;
import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.orders.OrderScan;
import dev.polyglotdb.orders.OrderState;
import dev.polyglotdb.orders.Reconciliation;
import dev.polyglotdb.orders.ShownProducts;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.recommend.GraphNodes;
import dev.polyglotdb.recommend.GraphView;
import dev.polyglotdb.recommend.KnownOrder;
import dev.polyglotdb.recommend.LooseEdge;
import dev.polyglotdb.recommend.OrderPurchases;
import dev.polyglotdb.recommend.PurchaseAudit;
import dev.polyglotdb.recommend.PurchaseEdge;
import dev.polyglotdb.recommend.PurchaseGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the purchase graph in line with the orders. */
@Component
class PurchaseGraphFollower extends OrderFollower {

    static final String NAME = "recommendations";

    /**
     * How far a part of a rebuild is.
     *
     * @param after the last order
     * @param nodes where to go on with users and products; null if none are left
     */
    record State(long after, GraphNodes.@Nullable Position nodes) {

        static final State BEGIN = new State(Long.MIN_VALUE, GraphNodes.Position.BEGIN);
    }

    private final PurchaseGraph purchaseGraph;
    private final PurchaseAudit purchaseAudit;
    private final PendingOrders pendingOrders;
    private final GraphView graphView;

    PurchaseGraphFollower(
            OrderScan orderScan,
            PurchaseGraph purchaseGraph,
            PurchaseAudit purchaseAudit,
            PendingOrders pendingOrders,
            GraphView graphView) {
        super(NAME, Store.NEO4J, orderScan);
        this.purchaseGraph = purchaseGraph;
        this.purchaseAudit = purchaseAudit;
        this.pendingOrders = pendingOrders;
        this.graphView = graphView;
    }

    @Override
    protected void follow(List<OrderState> states) {
        purchaseGraph.apply(GraphRange.purchases(states));
    }

    @Override
    public void requireStore() {
        purchaseAudit.edges();
    }

    /** Larger batches cost less for each order, but lock their users and products for longer. */
    @Override
    public int batchSize() {
        return 1000;
    }

    @Override
    public void prune(JobProgress progress) {
        var begin = progress.saved(State.class).orElse(State.BEGIN);
        var scan = new GraphScan(orderScan(), purchaseAudit, progress);
        scan.orders(begin.after(), range -> {
            prune(range.differences());
            progress.passed(0, () -> new State(range.last(), begin.nodes()));
        });
        scan.nodes(begin.nodes(), nodes -> {
            removeLoose(nodes.loose());
            progress.passed(0, () -> new State(Long.MAX_VALUE, nodes.next()));
        });
    }

    /**
     * Applies an order again as soon as one of its entries was removed, because the job may already have passed that
     * order.
     */
    private void prune(GraphRange.Differences differences) {
        removeLoose(differences.looseEdges());
        var strays = StrayPurchases.orders(differences.strayOrders(), orderScan());
        strays.forEach(purchaseAudit::forget);
        restore(strays.stream().map(KnownOrder::orderId).collect(Collectors.toSet()));
        var edges = StrayPurchases.edges(differences.strayEdges(), orderScan());
        purchaseAudit.remove(edges);
        restore(edges.stream().map(PurchaseEdge::orderId).collect(Collectors.toSet()));
    }

    private void removeLoose(List<LooseEdge> loose) {
        purchaseAudit.removeLoose(loose);
        restore(loose.stream().map(LooseEdge::orderId).filter(Objects::nonNull).collect(Collectors.toSet()));
    }

    @Override
    public void restore(List<OrderState> states) {
        purchaseGraph.restore(GraphRange.purchases(states));
    }

    private void restore(Set<Long> orderIds) {
        if (!orderIds.isEmpty()) {
            restore(orderScan().find(orderIds));
        }
    }

    @Override
    public void finish(JobProgress progress) {
        var begin = progress.saved(State.class).orElse(State.BEGIN);
        new GraphScan(orderScan(), purchaseAudit, progress).nodes(begin.nodes(), nodes -> {
            purchaseAudit.repair(nodes.degrees());
            progress.passed(0, () -> new State(Long.MAX_VALUE, nodes.next()));
        });
    }

    @Override
    public Reconciliation reconcile(JobProgress progress) {
        return new GraphCheck(orderScan(), purchaseAudit, pendingOrders, progress).run();
    }

    @Override
    public Map<String, Object> holdings(OrderState order) {
        var view = order.view();
        var shown = ShownProducts.of(view);
        var holdings = new HashMap<String, Object>(graphView.of(view.id(), view.userId(), shown.ids()));
        holdings.put("omitted", shown.omitted());
        return holdings;
    }

    static OrderPurchases purchases(OrderState order) {
        var view = order.view();
        return new OrderPurchases(
                view.id(),
                order.erased() ? OrderPurchases.ERASED : order.version(),
                view.userId(),
                view.createdAt(),
                Set.copyOf(view.productIds()),
                order.isActive());
    }
}
