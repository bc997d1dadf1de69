package dev.polyglotdb.orders.payments;

import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.stores.TimeBudget;
import java.util.Collection;
import java.util.UUID;

/**
 * The external service that processes card payments. The application chooses a reference for every payment. Each call
 * may be repeated with the same reference: a repeated call changes nothing and returns the same answer. An
 * implementation must limit each call to at most 5 s.
 *
 * <p>To use a provider, implement this interface in this package and declare the class as a bean ({@code @Component}).
 * The built-in simulation is then not called. Without another gateway it processes all payments, in every environment;
 * the log says so at each start, except with the profile {@code demo}.
 */
public interface PaymentGateway {

    /** Whether the gateway has reserved the amount. */
    enum Authorization {
        APPROVED,
        DECLINED
    }

    /**
     * Reserves an amount, while a client waits. The stores have a limited time to answer the client. An implementation
     * that has waited for the provider for long, say for a second, calls {@link TimeBudget#renew} before it returns, so
     * that they have time enough for the order. After a shorter wait it does not, or the answer would be late.
     *
     * @param token the gateway's token for the card
     * @throws RuntimeException if the gateway did not answer; the amount may or may not be reserved, and is released
     *     later. The client is told that the payment provider is unavailable
     */
    Authorization authorize(UUID reference, Money amount, String token);

    /**
     * Captures reserved amounts, each independently of the others. Payments that were already released or refunded do
     * not change.
     *
     * @throws RuntimeException if the gateway did not do so for all; each is then tried alone
     */
    void capture(Collection<UUID> references);

    /**
     * Returns the money of a payment, whether it is reserved or captured. If the gateway does not know the reference,
     * nothing happens, and a later authorization under it is refused.
     *
     * @throws RuntimeException if the gateway did not do so; it is tried again later
     */
    void release(UUID reference);
}
