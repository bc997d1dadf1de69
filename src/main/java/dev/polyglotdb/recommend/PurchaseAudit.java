package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/**
 * Compares the purchase graph with the orders and repairs it while others read and change it. Large results are passed
 * to the caller a page at a time. Every method throws {@link StoreUnavailableException} if Neo4j does not answer in
 * time, and can be repeated.
 */
@Service
public class PurchaseAudit {

    /**
     * Applies to one step. Some statements read all edges; others read the edges of a page of nodes, some of which may
     * be hubs.
     */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int PAGE = 2_000;

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
     * Makes the graph agree with these states of orders, as {@link RecommendService#apply} does. It may use several
     * transactions, and it is much faster for orders that the graph does not know.
     */
    public void restore(Collection<OrderPurchases> states) {
        if (!states.isEmpty()) {
            loader.load(states);
        }
    }

    /** Returns the number of all edges. */
    public long edges() {
        return edgeRecords.count();
    }

    /** Passes every edge, except the loose ones, to the action. */
    public void forEachEdge(Consumer<List<PurchaseEdge>> action) {
        var page = edgeRecords.edges(PAGE);
        action.accept(page);
        while (page.size() == PAGE) {
            page = edgeRecords.edgesAfter(page.get(PAGE - 1), PAGE);
            action.accept(page);
        }
    }

    /** Passes every order that the graph knows to the action. */
    public void forEachOrder(Consumer<List<KnownOrder>> action) {
        var after = Long.MIN_VALUE;
        List<KnownOrder> page;
        do {
            page = orderRecords.orders(after, PAGE);
            action.accept(page);
            after = page.isEmpty() ? after : page.get(page.size() - 1).orderId();
        } while (page.size() == PAGE);
    }

    /**
     * Passes the nodes with a wrong degree to the action. The action is called for every page, even if none is wrong,
     * so that the caller can track elapsed time.
     */
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

    /** Returns some of the loose edges. */
    public List<LooseEdge> looseEdges() {
        return edgeRecords.looseEdges(PAGE);
    }

    /** Returns the edges of active orders that the graph lacks or has with another time. */
    public List<PurchaseEdge> missingEdges(Collection<OrderPurchases> states) {
        return edgeRecords.missingEdges(states.stream()
                .filter(OrderPurchases::active)
                .flatMap(order -> order.edges().stream())
                .toList());
    }

    /** Returns the orders that the graph does not know. */
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

    /** Removes edges and corrects the degrees of their nodes. */
    public void remove(Collection<PurchaseEdge> wrong) {
        wrong.forEach(edgeRecords::remove);
    }

    /** Removes loose edges. This may leave wrong degrees. */
    public void removeLoose(Collection<LooseEdge> loose) {
        edgeRecords.removeLoose(loose);
    }

    /**
     * Deletes an order from the graph if it has this version. Its edges stay. Any state of the order can
     * be applied afterwards.
     */
    public void forget(KnownOrder order) {
        orderRecords.forget(order);
    }

    /** Counts the neighbours of these nodes again. */
    public void repair(Collection<WrongDegree> wrong) {
        wrong.forEach(degreeRecords::repair);
    }
}
