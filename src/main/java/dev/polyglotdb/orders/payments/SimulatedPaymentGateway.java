package dev.polyglotdb.orders.payments;

import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.stores.TimeBudget;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Fallback;
import org.springframework.stereotype.Component;

/**
 * The built-in payment gateway, a simulation that moves no money. It processes all payments as long as no other bean
 * implements {@link PaymentGateway}. The card token determines how it behaves. It keeps its records as a remote gateway
 * would, so a crash leaves the same inconsistencies as with a real gateway.
 */
@Component
@Fallback
class SimulatedPaymentGateway implements PaymentGateway {

    private static final long SLOW_SECONDS = 1;

    private final SimulatedGatewayRecords gatewayRecords;

    SimulatedPaymentGateway(SimulatedGatewayRecords gatewayRecords) {
        this.gatewayRecords = gatewayRecords;
    }

    @Override
    public Authorization authorize(UUID reference, Money amount, String token) {
        switch (token) {
            case "tok_error" -> throw new PaymentUnavailableException();
            case "tok_slow" -> think();
            case "tok_visa" -> {}
            default -> {
                return Authorization.DECLINED;
            }
        }
        return gatewayRecords.authorize(reference, amount) ? Authorization.APPROVED : Authorization.DECLINED;
    }

    @Override
    public void capture(Collection<UUID> references) {
        gatewayRecords.capture(references);
    }

    @Override
    public void release(UUID reference) {
        gatewayRecords.release(reference);
    }

    private static void think() {
        try {
            new CountDownLatch(1).await(SLOW_SECONDS, TimeUnit.SECONDS);
            TimeBudget.renew();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PaymentUnavailableException();
        }
    }
}
