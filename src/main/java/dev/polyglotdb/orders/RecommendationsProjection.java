package dev.polyglotdb.orders;

import dev.polyglotdb.recommend.KnownOrder;
import dev.polyglotdb.recommend.LooseEdge;
import dev.polyglotdb.recommend.OrderPurchases;
import dev.polyglotdb.recommend.PurchaseAudit;
import dev.polyglotdb.recommend.PurchaseEdge;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The purchase graph. */
@Component
class RecommendationsProjection implements Projection {

    private final OrderScan orders;
    private final PurchaseAudit graph;

    RecommendationsProjection(OrderScan orders, PurchaseAudit graph) {
        this.orders = orders;
        this.graph = graph;
    }

    @Override
    public ProjectionTarget target() {
        return ProjectionTarget.RECOMMENDATIONS;
    }

    /** The more at once, the less the graph takes for each; while a batch is written, its users and products are locked. */
    @Override
    public int batch() {
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
    public Runnable restoring(Set<Long> orderIds) {
        var states = purchases(orders.find(orderIds));
        return () -> graph.restore(states);
    }

    private void restore(Set<Long> orderIds) {
        restoring(orderIds).run();
    }

    @Override
    public void finish(Runnable alive) {
        graph.forEachWrongDegree(found -> {
            graph.repair(found);
            alive.run();
        });
    }

    /** @throws dev.polyglotdb.web.StoreUnavailableException without having done anything, if the graph is away */
    void mustBeThere() {
        graph.edges();
    }

    @Override
    public Comparison compare() {
        var suspicions = new Suspicions();
        var expected = new AtomicLong();
        orders.forEach(some -> {
            var purchases = purchases(some);
            expected.addAndGet(purchases.stream()
                    .filter(OrderPurchases::active)
                    .mapToLong(order -> order.productIds().size())
                    .sum());
            graph.missingEdges(purchases).forEach(edge -> suspicions.add(edge + " is missing", () -> stillLacks(edge)));
            graph.missingOrders(purchases.stream().map(OrderPurchases::orderId).toList())
                    .forEach(id -> suspicions.add(
                            "order " + id + " is missing",
                            () -> !graph.missingOrders(List.of(id)).isEmpty()));
        });
        graph.looseEdges()
                .forEach(edge ->
                        suspicions.add("a purchase in order " + edge.orderId() + " leads elsewhere", () -> true));
        graph.forEachOrder(some -> strayOrders(some)
                .forEach(order -> suspicions.add(
                        "order " + order.orderId() + " is unknown in this version", () -> graph.exists(order))));
        graph.forEachEdge(some -> strayEdges(some)
                .forEach(edge -> suspicions.add(edge + " belongs to no order that stands", () -> graph.exists(edge))));
        graph.forEachWrongDegree(
                some -> some.forEach(degree -> suspicions.add(degree + " is wrong", () -> graph.exists(degree))));
        return new Comparison(expected.get(), graph.edges(), suspicions.confirmed());
    }

    private boolean stillLacks(PurchaseEdge edge) {
        return graph.missingEdges(purchases(orders.find(List.of(edge.orderId()))))
                .contains(edge);
    }

    /** Those that PostgreSQL does not know, or not in so new a version. */
    private List<KnownOrder> strayOrders(List<KnownOrder> found) {
        var states = orders.byId(found.stream().map(KnownOrder::orderId).toList());
        return found.stream()
                .filter(order -> {
                    var state = states.get(order.orderId());
                    return state == null || !state.wasPlaced() || order.version() > state.version();
                })
                .toList();
    }

    private List<PurchaseEdge> strayEdges(List<PurchaseEdge> found) {
        var states = orders.find(found.stream().map(PurchaseEdge::orderId).collect(Collectors.toSet()));
        var expected = purchases(states).stream()
                .filter(OrderPurchases::active)
                .flatMap(order -> order.edges().stream())
                .collect(Collectors.toSet());
        return found.stream().filter(edge -> !expected.contains(edge)).toList();
    }

    private static List<OrderPurchases> purchases(Collection<OrderState> states) {
        return states.stream()
                .filter(OrderState::wasPlaced)
                .map(OrderState::purchases)
                .toList();
    }
}
