package dev.polyglotdb.platform.admission;

import dev.polyglotdb.platform.admission.Admission.Wait;
import dev.polyglotdb.platform.admission.Admission.Work;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many requests wait for the same thing at a time, such as the payment gateway. They have no place in the
 * {@linkplain Admission admission} meanwhile, but each keeps a thread. Further requests are refused at once. One client
 * fills no more than half of a bulkhead, by the rule of {@link Shares}.
 */
public final class Bulkhead {

    private final Shares shares;
    private final Counter refused;

    /**
     * @param lane the name of this bulkhead in metrics
     * @param size how many requests it admits; one at least
     */
    Bulkhead(String lane, int size, MeterRegistry meters) {
        this.shares = new Shares(size);
        this.refused = Admission.refusals(lane, meters);
    }

    /**
     * Waits {@linkplain Admission#aside without a place}, unless the bulkhead is full.
     *
     * @param refusal thrown if it is full
     */
    public <T extends @Nullable Object, E extends Exception> T aside(
            Wait<T, E> wait, Supplier<? extends RuntimeException> refusal) throws E {
        var client = Admission.client();
        if (!enter(client)) {
            refused.increment();
            throw refusal.get();
        }
        try {
            return Admission.aside(wait);
        } finally {
            leave(client);
        }
    }

    /** Does the same for work without a result. */
    public <E extends Exception> void aside(Work<E, E> work, Supplier<? extends RuntimeException> refusal) throws E {
        aside(
                () -> {
                    work.run();
                    return true;
                },
                refusal);
    }

    boolean enter(String client) {
        return shares.enter(client);
    }

    void leave(String client) {
        shares.leave(client);
    }
}
