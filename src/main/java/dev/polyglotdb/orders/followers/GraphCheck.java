package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.JobProgress;
import dev.polyglotdb.orders.OrderScan;
import dev.polyglotdb.orders.Reconciliation;
import dev.polyglotdb.orders.followers.Findings.Suspicion;
import dev.polyglotdb.recommend.GraphNodes;
import dev.polyglotdb.recommend.KnownOrder;
import dev.polyglotdb.recommend.PurchaseAudit;
import dev.polyglotdb.recommend.PurchaseEdge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares the purchase graph with the orders, range by range. Neo4j can't compute digests of texts, so the ranges are
 * streamed from both stores and compared here.
 */
final class GraphCheck {

    /** @param nodes where to go on with users and products; null if none are left */
    record State(long after, GraphNodes.@Nullable Position nodes, Findings.Saved soFar) {

        static final State BEGIN = new State(Long.MIN_VALUE, GraphNodes.Position.BEGIN, Findings.Saved.NONE);
    }

    private final OrderScan orderScan;
    private final PurchaseAudit purchaseAudit;
    private final JobProgress progress;
    private final State begin;
    private final Findings findings;

    GraphCheck(OrderScan orderScan, PurchaseAudit purchaseAudit, PendingOrders pendingOrders, JobProgress progress) {
        this.orderScan = orderScan;
        this.purchaseAudit = purchaseAudit;
        this.progress = progress;
        this.begin = progress.saved(State.class).orElse(State.BEGIN);
        this.findings = new Findings(begin.soFar(), ids -> pendingOrders.of(PurchaseGraphFollower.NAME, ids));
    }

    Reconciliation run() {
        var scan = new GraphScan(orderScan, purchaseAudit, progress);
        scan.orders(begin.after(), range -> {
            findings.expect(range.expected());
            findings.add(suspicions(range.differences()));
            progress.passed(range.states().size(), () -> new State(range.last(), begin.nodes(), findings.saved()));
        });
        scan.nodes(begin.nodes(), nodes -> {
            findings.add(suspicions(nodes));
            progress.passed(0, () -> new State(Long.MAX_VALUE, nodes.next(), findings.saved()));
        });
        findings.find(purchaseAudit.edges());
        return findings.reconciliation();
    }

    private List<Suspicion> suspicions(GraphRange.Differences differences) {
        var all = new ArrayList<Suspicion>();
        differences
                .missingEdges()
                .forEach(edge -> all.add(new Suspicion(edge.orderId(), edge + " is missing", () -> stillLacks(edge))));
        differences
                .missingOrders()
                .forEach(id -> all.add(new Suspicion(id, "order " + id + " is missing", () -> stillLacks(id))));
        differences
                .looseEdges()
                .forEach(edge -> all.add(
                        new Suspicion(0, "a purchase in order " + edge.orderId() + " leads elsewhere", () -> true)));
        differences
                .strayOrders()
                .forEach(order -> all.add(new Suspicion(
                        order.orderId(),
                        "order " + order.orderId() + " is unknown in this version",
                        () -> isStray(order))));
        differences
                .strayEdges()
                .forEach(edge -> all.add(
                        new Suspicion(edge.orderId(), edge + " belongs to no order that stands", () -> isStray(edge))));
        return all;
    }

    private List<Suspicion> suspicions(GraphNodes nodes) {
        var all = new ArrayList<Suspicion>();
        nodes.loose()
                .forEach(edge -> all.add(
                        new Suspicion(0, "a purchase in order " + edge.orderId() + " leads elsewhere", () -> true)));
        nodes.degrees()
                .forEach(degree -> all.add(new Suspicion(0, degree + " is wrong", () -> purchaseAudit.exists(degree))));
        return all;
    }

    /** Asks PostgreSQL last: an order that stands by then has stood all the time. */
    private boolean stillLacks(PurchaseEdge edge) {
        return !purchaseAudit.exists(edge)
                && StrayPurchases.edges(List.of(edge), orderScan).isEmpty();
    }

    private boolean stillLacks(long orderId) {
        return !purchaseAudit.missingOrders(List.of(orderId)).isEmpty();
    }

    private boolean isStray(KnownOrder order) {
        return purchaseAudit.exists(order)
                && StrayPurchases.orders(List.of(order), orderScan).contains(order);
    }

    private boolean isStray(PurchaseEdge edge) {
        return purchaseAudit.exists(edge)
                && StrayPurchases.edges(List.of(edge), orderScan).contains(edge);
    }
}
