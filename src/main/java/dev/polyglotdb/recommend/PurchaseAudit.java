package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Compares the purchase graph with the orders and repairs it while others read and change it. Large results are passed
 * to the caller a page at a time. Every method throws {@link StoreUnavailableException} if Neo4j does not answer in
 * time, and can be repeated.
 */
@Service
public class PurchaseAudit {

    /**
     * The time-out of one step. Some statements read all edges; others read the edges of a page of nodes, some of which
     * may be hubs.
     */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int EDGES_AN_ORDER = 8;

    /** A product counts as so many users, because it has more edges. */
    private static final int USERS_A_PRODUCT = 8;

    private final EdgeRecords edgeRecords;
    private final OrderRecords orderRecords;
    private final DegreeRecords degreeRecords;

    PurchaseAudit(EdgeRecords edgeRecords, OrderRecords orderRecords, DegreeRecords degreeRecords) {
        this.edgeRecords = edgeRecords;
        this.orderRecords = orderRecords;
        this.degreeRecords = degreeRecords;
    }

    /** Returns the number of all edges. */
    public long edges() {
        return edgeRecords.count();
    }

    /**
     * Returns what the graph holds of the orders of a range of ids. If that is much, the answer is of a shorter range.
     *
     * @param limit about how many orders
     */
    public KnownPurchases between(long after, long last, int limit) {
        var known = orderRecords.between(after, last, limit);
        var end = known.size() < limit ? last : known.get(limit - 1).orderId();
        var edges = edgeRecords.ofOrders(after, end, limit * EDGES_AN_ORDER);
        return new KnownPurchases(
                known.stream().filter(order -> order.orderId() <= edges.last()).toList(),
                edges.edges(),
                edges.loose(),
                edges.last());
    }

    /** Returns what is wrong with the next users or products. */
    public GraphNodes nodesAfter(GraphNodes.Position position, int limit) {
        if (position.product() != null) {
            return productsAfter(position.user(), position.product(), limit);
        }
        var range = degreeRecords.usersAfter(position.user(), limit);
        if (range == null) {
            return new GraphNodes(
                    List.of(), edgeRecords.withoutOrderOfNobody(), new GraphNodes.Position(position.user(), ""));
        }
        return new GraphNodes(
                degreeRecords.wrongUsers(range),
                edgeRecords.withoutOrderOfUsers(range),
                new GraphNodes.Position(range.last(), null));
    }

    private GraphNodes productsAfter(long user, String product, int limit) {
        var range = degreeRecords.productsAfter(product, Math.max(1, limit / USERS_A_PRODUCT));
        if (range == null) {
            return new GraphNodes(List.of(), List.of(), null);
        }
        return new GraphNodes(
                degreeRecords.wrongProducts(range),
                edgeRecords.withoutOrderOfProducts(range),
                new GraphNodes.Position(user, range.last()));
    }

    /** Returns the orders that the graph does not know. */
    public List<Long> missingOrders(Collection<Long> orderIds) {
        return orderRecords.missingOrders(orderIds);
    }

    /** Returns whether the graph has this edge, with this time. */
    public boolean exists(PurchaseEdge edge) {
        return edgeRecords.exists(edge);
    }

    /** Returns whether the graph knows this order in exactly this version. */
    public boolean exists(KnownOrder order) {
        return orderRecords.exists(order);
    }

    /** Returns whether the degree is still wrong. */
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
