package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.orders.OrderScan;
import dev.polyglotdb.orders.OrderState;
import dev.polyglotdb.orders.Reconciliation;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.recommend.GraphView;
import dev.polyglotdb.recommend.KnownOrder;
import dev.polyglotdb.recommend.LooseEdge;
import dev.polyglotdb.recommend.OrderPurchases;
import dev.polyglotdb.recommend.PurchaseAudit;
import dev.polyglotdb.recommend.PurchaseEdge;
import dev.polyglotdb.recommend.RecommendService;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Keeps the purchase graph in line with the orders. */
@Component
class PurchaseGraphFollower extends OrderFollower {

    private final RecommendService recommendations;
    private final PurchaseAudit purchaseAudit;
    private final GraphView graphView;

    PurchaseGraphFollower(
            OrderScan orderScan, RecommendService recommendations, PurchaseAudit purchaseAudit, GraphView graphView) {
        super("recommendations", Store.NEO4J, orderScan);
        this.recommendations = recommendations;
        this.purchaseAudit = purchaseAudit;
        this.graphView = graphView;
    }

    @Override
    protected void follow(List<OrderState> states) {
        recommendations.apply(purchases(states));
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

    /**
     * Applies an order again as soon as one of its entries was removed, because the job may already have passed that
     * order.
     */
    @Override
    public void prune(Runnable alive) {
        for (var loose = purchaseAudit.looseEdges(); !loose.isEmpty(); loose = purchaseAudit.looseEdges()) {
            purchaseAudit.removeLoose(loose);
            restore(loose.stream()
                    .map(LooseEdge::orderId)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet()));
            alive.run();
        }
        purchaseAudit.forEachOrder(found -> {
            var strays = strayOrders(found);
            strays.forEach(purchaseAudit::forget);
            restore(strays.stream().map(KnownOrder::orderId).collect(Collectors.toSet()));
            alive.run();
        });
        purchaseAudit.forEachEdge(found -> {
            var strays = strayEdges(found);
            purchaseAudit.remove(strays);
            restore(strays.stream().map(PurchaseEdge::orderId).collect(Collectors.toSet()));
            alive.run();
        });
    }

    @Override
    public void restore(List<OrderState> states) {
        purchaseAudit.restore(purchases(states));
    }

    private void restore(Set<Long> orderIds) {
        restore(orderScan().find(orderIds));
    }

    @Override
    public void finish(Runnable alive) {
        purchaseAudit.forEachWrongDegree(found -> {
            purchaseAudit.repair(found);
            alive.run();
        });
    }

    @Override
    public Reconciliation reconcile(LongConsumer passed) {
        var discrepancies = new Discrepancies();
        var expected = new AtomicLong();
        orderScan().forEach(some -> {
            var purchases = purchases(some);
            expected.addAndGet(purchases.stream()
                    .filter(OrderPurchases::active)
                    .mapToLong(order -> order.productIds().size())
                    .sum());
            purchaseAudit
                    .missingEdges(purchases)
                    .forEach(edge -> discrepancies.add(edge + " is missing", () -> stillLacks(edge)));
            purchaseAudit
                    .missingOrders(
                            purchases.stream().map(OrderPurchases::orderId).toList())
                    .forEach(id -> discrepancies.add(
                            "order " + id + " is missing",
                            () -> !purchaseAudit.missingOrders(List.of(id)).isEmpty()));
            passed.accept(some.size());
        });
        purchaseAudit
                .looseEdges()
                .forEach(edge ->
                        discrepancies.add("a purchase in order " + edge.orderId() + " leads elsewhere", () -> true));
        purchaseAudit.forEachOrder(some -> {
            strayOrders(some)
                    .forEach(order -> discrepancies.add(
                            "order " + order.orderId() + " is unknown in this version",
                            () -> purchaseAudit.exists(order)));
            passed.accept(0);
        });
        purchaseAudit.forEachEdge(some -> {
            strayEdges(some)
                    .forEach(edge -> discrepancies.add(
                            edge + " belongs to no order that stands", () -> purchaseAudit.exists(edge)));
            passed.accept(0);
        });
        purchaseAudit.forEachWrongDegree(some -> {
            some.forEach(degree -> discrepancies.add(degree + " is wrong", () -> purchaseAudit.exists(degree)));
            passed.accept(0);
        });
        return new Reconciliation(expected.get(), purchaseAudit.edges(), discrepancies.confirmed());
    }

    @Override
    public Map<String, Object> holdings(OrderState order) {
        var view = order.view();
        var shown = view.productIds().stream().limit(SHOWN_PRODUCTS).toList();
        var holdings = new HashMap<String, Object>(graphView.of(view.id(), view.userId(), shown));
        holdings.put("omitted", view.productIds().size() - shown.size());
        return holdings;
    }

    private boolean stillLacks(PurchaseEdge edge) {
        return purchaseAudit
                .missingEdges(purchases(orderScan().find(List.of(edge.orderId()))))
                .contains(edge);
    }

    /** Returns the orders that PostgreSQL does not know, or knows only in an older version. */
    private List<KnownOrder> strayOrders(List<KnownOrder> found) {
        var states = orderScan().byId(found.stream().map(KnownOrder::orderId).toList());
        return found.stream()
                .filter(order -> {
                    var state = states.get(order.orderId());
                    return state == null || !state.wasPlaced() || order.version() > state.version();
                })
                .toList();
    }

    private List<PurchaseEdge> strayEdges(List<PurchaseEdge> found) {
        var states = orderScan().find(found.stream().map(PurchaseEdge::orderId).collect(Collectors.toSet()));
        var expected = purchases(states).stream()
                .filter(OrderPurchases::active)
                .flatMap(order -> order.edges().stream())
                .collect(Collectors.toSet());
        return found.stream().filter(edge -> !expected.contains(edge)).toList();
    }

    private static List<OrderPurchases> purchases(Collection<OrderState> states) {
        return states.stream()
                .filter(OrderState::wasPlaced)
                .map(PurchaseGraphFollower::purchases)
                .toList();
    }

    static OrderPurchases purchases(OrderState order) {
        var view = order.view();
        return new OrderPurchases(
                view.id(),
                order.version(),
                view.userId(),
                view.createdAt(),
                Set.copyOf(view.productIds()),
                order.isActive());
    }
}
