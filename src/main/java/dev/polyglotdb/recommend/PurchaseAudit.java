package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/**
 * The purchase graph for whoever compares it with the orders and mends it, while others go on to use and to change it. What
 * there may be many of is handed over some at a time. Every method throws {@link StoreUnavailableException} when Neo4j does not
 * answer in time; all may be repeated.
 */
@Service
public class PurchaseAudit {

    /** Of one step. Some statements look at all edges, others at those of a page of nodes, of which some may be hubs. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int PAGE = 500;

    private final EdgeRecords edgeRecords;
    private final OrderRecords orderRecords;
    private final DegreeRecords degreeRecords;
    private final PurchaseLoader loader;

    PurchaseAudit(
            EdgeRecords edgeRecords, OrderRecords orderRecords, DegreeRecords degreeRecords, PurchaseLoader loader) {
        this.edgeRecords = edgeRecords;
        this.orderRecords = orderRecords;
        this.degreeRecords = degreeRecords;
        this.loader = loader;
    }

    /**
     * Makes the graph agree with these states of orders, as {@link RecommendService#apply} does, but not necessarily with all of
     * them at once, and much faster where it knows none of them.
     */
    public void restore(Collection<OrderPurchases> states) {
        if (!states.isEmpty()) {
            loader.load(states);
        }
    }

    /** The number of all edges, of whatever order. */
    public long edges() {
        return edgeRecords.count();
    }

    /** Calls back with every edge but the loose ones. */
    public void forEachEdge(Consumer<List<PurchaseEdge>> action) {
        var page = edgeRecords.edges(PAGE);
        action.accept(page);
        while (page.size() == PAGE) {
            page = edgeRecords.edgesAfter(page.get(PAGE - 1), PAGE);
            action.accept(page);
        }
    }

    /** Calls back with every order that the graph knows. */
    public void forEachOrder(Consumer<List<KnownOrder>> action) {
        var after = Long.MIN_VALUE;
        List<KnownOrder> page;
        do {
            page = orderRecords.orders(after, PAGE);
            action.accept(page);
            after = page.isEmpty() ? after : page.get(page.size() - 1).orderId();
        } while (page.size() == PAGE);
    }

    /** Calls back with the nodes whose degree is wrong, also with none, so that time does not pass unnoticed. */
    public void forEachWrongDegree(Consumer<List<WrongDegree>> action) {
        var user = Long.MIN_VALUE;
        for (var page = degreeRecords.users(user, PAGE); ; page = degreeRecords.users(user, PAGE)) {
            action.accept(page.wrong());
            if (page.last() == null) {
                break;
            }
            user = page.last();
        }
        var product = "";
        for (var page = degreeRecords.products(product, PAGE); ; page = degreeRecords.products(product, PAGE)) {
            action.accept(page.wrong());
            if (page.last() == null) {
                break;
            }
            product = page.last();
        }
    }

    /** Some of the edges that don't lead from the user to the product that they name. */
    public List<LooseEdge> looseEdges() {
        return edgeRecords.looseEdges(PAGE);
    }

    /** Those edges of these states of orders that are not there, if they are active; with their time. */
    public List<PurchaseEdge> missingEdges(Collection<OrderPurchases> states) {
        return edgeRecords.missingEdges(states.stream()
                .filter(OrderPurchases::active)
                .flatMap(order -> order.edges().stream())
                .toList());
    }

    /** Those of these orders that the graph does not know. */
    public List<Long> missingOrders(Collection<Long> orderIds) {
        return orderRecords.missingOrders(orderIds);
    }

    public boolean exists(PurchaseEdge edge) {
        return edgeRecords.exists(edge);
    }

    public boolean exists(KnownOrder order) {
        return orderRecords.exists(order);
    }

    public boolean exists(WrongDegree degree) {
        return degreeRecords.exists(degree);
    }

    /** Removes edges and what they count for in the degrees of their ends. */
    public void remove(Collection<PurchaseEdge> wrong) {
        wrong.forEach(edgeRecords::remove);
    }

    /** Removes loose edges. It leaves wrong degrees. */
    public void removeLoose(Collection<LooseEdge> loose) {
        edgeRecords.removeLoose(loose);
    }

    /** Has the graph forget an order, if it knows it in this version, but not its edges; any state may be applied after that. */
    public void forget(KnownOrder order) {
        orderRecords.forget(order);
    }

    /** Counts anew. */
    public void repair(Collection<WrongDegree> wrong) {
        wrong.forEach(degreeRecords::repair);
    }
}
