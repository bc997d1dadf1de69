package dev.polyglotdb.orders.payments;

import dev.polyglotdb.platform.stores.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the gateway for many payments that nobody waits for. They begin within a limited time, and one that fails
 * holds up no other. The gateway is somebody else's, so whatever it throws counts as an outage of it.
 */
final class GatewayCalls {

    private final LongSupplier nanoTime;
    private final long end;
    private @Nullable RuntimeException lastFailure;

    /** @param nanoTime as {@link System#nanoTime}; a clock that is set back would give the calls more time */
    GatewayCalls(LongSupplier nanoTime, Duration time) {
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + time.toNanos();
    }

    /**
     * @return false if the call failed, or if no time is left for it
     * @throws StoreException if one of our stores is away or overloaded
     */
    boolean succeeds(Runnable call) {
        if (nanoTime.getAsLong() - end >= 0) {
            return false;
        }
        try {
            call.run();
            return true;
        } catch (StoreException away) {
            throw away;
        } catch (RuntimeException failure) {
            lastFailure = failure;
            return false;
        }
    }

    /**
     * Makes a call for each payment.
     *
     * @return those whose call failed, or for which no time was left
     */
    Set<UUID> forEach(Collection<UUID> references, Consumer<UUID> call) {
        var inAnyOrder = new ArrayList<>(references);
        // Otherwise the same ones, if they time out, would take up the time of each call.
        Collections.shuffle(inAnyOrder);
        var left = new HashSet<UUID>();
        for (var reference : inAnyOrder) {
            if (!succeeds(() -> call.accept(reference))) {
                left.add(reference);
            }
        }
        return left;
    }

    @Nullable
    RuntimeException lastFailure() {
        return lastFailure;
    }
}
