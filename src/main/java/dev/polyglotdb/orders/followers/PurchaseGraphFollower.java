package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.orders.OrderScan;
import dev.polyglotdb.orders.OrderState;
import dev.polyglotdb.orders.Reconciliation;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.recommend.KnownOrder;
import dev.polyglotdb.recommend.LooseEdge;
import dev.polyglotdb.recommend.OrderPurchases;
import dev.polyglotdb.recommend.PurchaseAudit;
import dev.polyglotdb.recommend.PurchaseEdge;
import dev.polyglotdb.recommend.RecommendService;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Keeps the purchase graph in line with the orders(). */
@Component
class PurchaseGraphFollower extends OrderFollower {

    private final RecommendService recommendations;
    private final PurchaseAudit graph;

    PurchaseGraphFollower(OrderScan orders, RecommendService recommendations, PurchaseAudit graph) {
        super("recommendations", Store.NEO4J, orders);
        this.recommendations = recommendations;
        this.graph = graph;
    }

    @Override
    protected void follow(List<OrderState> states) {
        recommendations.apply(purchases(states));
    }

    @Override
    public void requireStore() {
        graph.edges();
    }

    /** The more at once, the less the graph takes for each; while a batch is written, its users and products are locked. */
    @Override
    public int batchSize() {
        return 1000;
    }

    /** An order of which something is removed is applied again at once, for the job may be past it already. */
    @Override
    public void prune(Runnable alive) {
        for (var loose = graph.looseEdges(); !loose.isEmpty(); loose = graph.looseEdges()) {
            graph.removeLoose(loose);
            restore(loose.stream()
                    .map(LooseEdge::orderId)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet()));
            alive.run();
        }
        graph.forEachOrder(found -> {
            var strays = strayOrders(found);
            strays.forEach(graph::forget);
            restore(strays.stream().map(KnownOrder::orderId).collect(Collectors.toSet()));
            alive.run();
        });
        graph.forEachEdge(found -> {
            var strays = strayEdges(found);
            graph.remove(strays);
            restore(strays.stream().map(PurchaseEdge::orderId).collect(Collectors.toSet()));
            alive.run();
        });
    }

    @Override
    public void restore(List<OrderState> states) {
        graph.restore(purchases(states));
    }

    private void restore(Set<Long> orderIds) {
        restore(orders().find(orderIds));
    }

    @Override
    public void finish(Runnable alive) {
        graph.forEachWrongDegree(found -> {
            graph.repair(found);
            alive.run();
        });
    }

    @Override
    public Reconciliation reconcile() {
        var discrepancies = new Discrepancies();
        var expected = new AtomicLong();
        orders().forEach(some -> {
            var purchases = purchases(some);
            expected.addAndGet(purchases.stream()
                    .filter(OrderPurchases::active)
                    .mapToLong(order -> order.productIds().size())
                    .sum());
            graph.missingEdges(purchases)
                    .forEach(edge -> discrepancies.add(edge + " is missing", () -> stillLacks(edge)));
            graph.missingOrders(purchases.stream().map(OrderPurchases::orderId).toList())
                    .forEach(id -> discrepancies.add(
                            "order " + id + " is missing",
                            () -> !graph.missingOrders(List.of(id)).isEmpty()));
        });
        graph.looseEdges()
                .forEach(edge ->
                        discrepancies.add("a purchase in order " + edge.orderId() + " leads elsewhere", () -> true));
        graph.forEachOrder(some -> strayOrders(some)
                .forEach(order -> discrepancies.add(
                        "order " + order.orderId() + " is unknown in this version", () -> graph.exists(order))));
        graph.forEachEdge(some -> strayEdges(some)
                .forEach(edge ->
                        discrepancies.add(edge + " belongs to no order that stands", () -> graph.exists(edge))));
        graph.forEachWrongDegree(
                some -> some.forEach(degree -> discrepancies.add(degree + " is wrong", () -> graph.exists(degree))));
        return new Reconciliation(expected.get(), graph.edges(), discrepancies.confirmed());
    }

    private boolean stillLacks(PurchaseEdge edge) {
        return graph.missingEdges(purchases(orders().find(List.of(edge.orderId()))))
                .contains(edge);
    }

    /** Those that PostgreSQL does not know, or not in so new a version. */
    private List<KnownOrder> strayOrders(List<KnownOrder> found) {
        var states = orders().byId(found.stream().map(KnownOrder::orderId).toList());
        return found.stream()
                .filter(order -> {
                    var state = states.get(order.orderId());
                    return state == null || !state.wasPlaced() || order.version() > state.version();
                })
                .toList();
    }

    private List<PurchaseEdge> strayEdges(List<PurchaseEdge> found) {
        var states = orders().find(found.stream().map(PurchaseEdge::orderId).collect(Collectors.toSet()));
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

    private static OrderPurchases purchases(OrderState order) {
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
