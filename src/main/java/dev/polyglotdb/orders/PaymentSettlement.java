package dev.polyglotdb.orders;

import dev.polyglotdb.orders.payments.CardPayments;
import dev.polyglotdb.platform.outbox.OutboxSink;
import dev.polyglotdb.platform.outbox.UnfinishedException;
import java.util.HashMap;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells the payment gateway to capture or refund card payments, according to the state of each order. */
@Component
class PaymentSettlement implements OutboxSink {

    static final String NAME = "payments";

    private final OrderScan orderScan;
    private final CardPayments payments;

    PaymentSettlement(OrderScan orderScan, CardPayments payments) {
        this.orderScan = orderScan;
        this.payments = payments;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void apply(Set<Long> orderIds) {
        var captured = new HashMap<UUID, Long>();
        var refunded = new HashMap<UUID, Long>();
        for (var order : orderScan.find(orderIds)) {
            var reference = order.reference();
            if (reference != null) {
                var id = order.view().id();
                switch (order.view().payment().status()) {
                    case CAPTURED -> captured.put(reference, id);
                    case REFUNDED -> refunded.put(reference, id);
                    case DECLINED, INVOICED, VOIDED ->
                        throw new IllegalStateException("no gateway holds money of order " + id);
                }
            }
        }
        var left = payments.settle(captured.keySet(), refunded.keySet());
        if (!left.references().isEmpty()) {
            captured.putAll(refunded);
            captured.keySet().retainAll(left.references());
            var reason = left.hasFailed() ? "The payment gateway failed; the log has it." : UnfinishedException.MORE;
            throw new UnfinishedException(Set.copyOf(captured.values()), reason);
        }
    }
}
