package dev.polyglotdb.orders;

import dev.polyglotdb.orders.payments.CardPayments;
import dev.polyglotdb.platform.outbox.OutboxSink;
import java.util.ArrayList;
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
        var reserved = new ArrayList<UUID>();
        for (var order : orderScan.find(orderIds)) {
            var reference = order.reference();
            if (reference != null) {
                switch (order.view().payment().status()) {
                    case CAPTURED -> reserved.add(reference);
                    case REFUNDED -> payments.refund(reference);
                    case DECLINED, INVOICED, VOIDED ->
                        throw new IllegalStateException("no gateway holds money of order "
                                + order.view().id());
                }
            }
        }
        if (!reserved.isEmpty()) {
            payments.capture(reserved);
        }
    }
}
