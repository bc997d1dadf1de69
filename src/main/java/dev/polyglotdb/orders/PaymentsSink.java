package dev.polyglotdb.orders;

import dev.polyglotdb.outbox.OutboxSink;
import java.util.ArrayList;
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
        var reserved = new ArrayList<UUID>();
        for (var order : orders.find(orderIds)) {
            var reference = order.reference();
            if (reference != null) {
                switch (order.view().payment().status()) {
                    case CAPTURED -> reserved.add(reference);
                    case REFUNDED -> gateway.release(reference);
                    case DECLINED, INVOICED, VOIDED ->
                        throw new IllegalStateException("no gateway holds money of order "
                                + order.view().id());
                }
            }
        }
        if (!reserved.isEmpty()) {
            gateway.capture(reserved);
        }
    }
}
