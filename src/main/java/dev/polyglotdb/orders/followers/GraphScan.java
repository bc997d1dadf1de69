package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.JobProgress;
import dev.polyglotdb.orders.OrderScan;
import dev.polyglotdb.recommend.GraphNodes;
import dev.polyglotdb.recommend.PurchaseAudit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Goes through the purchase graph: through the orders with their edges, and through users and products. */
final class GraphScan {

    /** How many orders, or nodes, a step goes through at most. */
    private static final int STEP = 1_000;

    private final OrderScan orderScan;
    private final PurchaseAudit purchaseAudit;
    private final JobProgress progress;

    GraphScan(OrderScan orderScan, PurchaseAudit purchaseAudit, JobProgress progress) {
        this.orderScan = orderScan;
        this.purchaseAudit = purchaseAudit;
        this.progress = progress;
    }

    /** @param after the last order of the range before; {@link Long#MAX_VALUE} if there is none left */
    void orders(long after, Consumer<GraphRange> action) {
        if (after < Long.MAX_VALUE) {
            new Steps<>(progress, this::range, GraphScan::next).from(after, action);
        }
    }

    private GraphRange range(long after) {
        var step = progress.stepSize(STEP);
        var ids = orderScan.idsAfter(after, step);
        var last = ids.size() < step ? Long.MAX_VALUE : ids.get(step - 1);
        var known = ReadAhead.start(() -> purchaseAudit.between(after, last, step));
        var states = orderScan.between(after, last);
        var read = ReadAhead.await(known);
        return new GraphRange(
                read.last() == last
                        ? states
                        : states.stream()
                                .filter(order -> order.view().id() <= read.last())
                                .toList(),
                read);
    }

    private static @Nullable Long next(GraphRange range) {
        return range.last() == Long.MAX_VALUE ? null : range.last();
    }

    /** @param position null if no nodes are left */
    void nodes(GraphNodes.@Nullable Position position, Consumer<GraphNodes> action) {
        if (position == null) {
            return;
        }
        new Steps<>(
                        progress,
                        (GraphNodes.Position from) -> purchaseAudit.nodesAfter(from, progress.stepSize(STEP)),
                        GraphNodes::next)
                .from(position, action);
    }
}
