package dev.polyglotdb.lab.orders;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Orders in a store that changes one document or one partition at a time. An order is pending until each of its
 * products has noted what it takes; then it is paid. Whoever dies in between leaves a pending order and units that
 * nobody can buy, until a repair refuses that order and gives them back.
 */
abstract class TwoPhaseOrders implements OrderStore {

    static final String PENDING = "PENDING";
    static final String PAID = "PAID";
    static final String REFUSED = "REFUSED";

    /** Units that a product has noted for an order. */
    record Hold(String productId, long orderId, int quantity) {}

    /** Keeps the order as pending. */
    abstract void begin(Checkout checkout) throws Exception;

    /**
     * Takes units for the order and notes them with their product, in one step.
     *
     * @return false if there are not enough
     */
    abstract boolean hold(Hold hold) throws Exception;

    /** Gives back what the product has noted for the order. Twice is once. */
    abstract void giveBack(Hold hold) throws Exception;

    /**
     * Ends the waiting of a pending order. One that is paid has its payment from then on.
     *
     * @return false if it does not wait any more
     */
    abstract boolean decide(Checkout checkout, String status) throws Exception;

    /** Forgets what these products have noted for an order that is paid, if that may not stay. */
    abstract void settle(long orderId, Collection<String> products) throws Exception;

    /** Returns the orders that still wait. */
    abstract Collection<Checkout> pending() throws Exception;

    /** Returns what all products have noted. */
    abstract Collection<Hold> holds() throws Exception;

    @Override
    public final boolean place(Checkout checkout) throws Exception {
        begin(checkout);
        var held = new ArrayList<Hold>();
        for (var line : checkout.quantities().entrySet()) {
            var hold = new Hold(line.getKey(), checkout.id(), line.getValue());
            if (!hold(hold)) {
                decide(checkout, REFUSED);
                for (var each : held) {
                    giveBack(each);
                }
                return false;
            }
            held.add(hold);
        }
        if (!decide(checkout, PAID)) {
            throw new IllegalStateException("somebody else has refused " + checkout);
        }
        settle(checkout.id(), checkout.quantities().keySet());
        return true;
    }

    @Override
    public final void repair() throws Exception {
        for (var checkout : pending()) {
            decide(checkout, REFUSED);
        }
        var paid = books().sold().keySet();
        for (var hold : holds()) {
            if (paid.contains(hold.orderId())) {
                settle(hold.orderId(), List.of(hold.productId()));
            } else {
                giveBack(hold);
            }
        }
    }
}
