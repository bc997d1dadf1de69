package dev.polyglotdb.orders;

import dev.polyglotdb.outbox.OutboxSink;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Has the gateway take, or give back, the money as the order says. */
@Component
class PaymentsSink implements OutboxSink {

    private final OrderViews orders;
    private final PaymentGateway gateway;

    PaymentsSink(OrderViews orders, PaymentGateway gateway) {
        this.orders = orders;
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return OrderSinks.PAYMENTS;
    }

    @Override
    public void apply(Set<Long> orderIds) {
        orders.find(orderIds).forEach(order -> {
            var reference = order.reference();
            if (reference != null) {
                settle(reference, order.view().payment().status());
            }
        });
    }

    private void settle(UUID reference, PaymentStatus status) {
        switch (status) {
            case CAPTURED -> gateway.capture(reference);
            case REFUNDED -> gateway.release(reference);
            case DECLINED, INVOICED, VOIDED -> throw new IllegalStateException(status + " needs no gateway");
        }
    }
}
