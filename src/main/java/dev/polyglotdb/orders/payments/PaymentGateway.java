package dev.polyglotdb.orders.payments;

import dev.polyglotdb.platform.money.Money;
import java.util.Collection;
import java.util.UUID;

/**
 * Whoever moves the money. Every payment has a reference of ours, and every call may come more than once with the same one: a
 * repeat changes nothing and gives the same answer. Calls are bounded in time by the implementation, at most 5 s.
 */
public interface PaymentGateway {

    /** What the gateway says to a charge. */
    enum Authorization {
        APPROVED,
        DECLINED
    }

    /**
     * Reserves an amount.
     *
     * @param token what the gateway knows the card by
     * @throws PaymentUnavailableException if there was no answer; whether the amount is reserved is then unknown
     */
    Authorization authorize(UUID reference, Money amount, String token);

    /** Takes reserved amounts, each by itself. One that was released or refunded meanwhile stays so. */
    void capture(Collection<UUID> references);

    /** Gives back what was reserved or taken, whichever it was; nothing, if the gateway never heard of it, now or later. */
    void release(UUID reference);
}
