package dev.polyglotdb.orders;

import dev.polyglotdb.outbox.OutboxSink;
import dev.polyglotdb.recommend.RecommendService;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Keeps the purchase graph in line with the orders. */
@Component
class RecommendationsSink implements OutboxSink {

    private final OrderViews orders;
    private final RecommendService recommendations;

    RecommendationsSink(OrderViews orders, RecommendService recommendations) {
        this.orders = orders;
        this.recommendations = recommendations;
    }

    @Override
    public String name() {
        return OrderSinks.RECOMMENDATIONS;
    }

    @Override
    public void apply(Set<Long> orderIds) {
        recommendations.apply(orders.find(orderIds).stream()
                .filter(OrderState::wasPlaced)
                .map(OrderState::purchases)
                .toList());
    }
}
