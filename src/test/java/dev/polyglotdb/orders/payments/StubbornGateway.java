package dev.polyglotdb.orders.payments;

import dev.polyglotdb.platform.admission.Bulkheads;
import dev.polyglotdb.platform.money.Money;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A gateway that does nothing for some payments, and the time, which passes while it works. */
public final class StubbornGateway implements PaymentGateway {

    /** The payments for which it fails. */
    public final Set<UUID> refused = ConcurrentHashMap.newKeySet();

    public final Set<UUID> captured = ConcurrentHashMap.newKeySet();
    public final Set<UUID> released = ConcurrentHashMap.newKeySet();

    /** How many of the next calls fail. */
    public final AtomicInteger outage = new AtomicInteger();

    /** How many calls have failed. */
    public final AtomicInteger failures = new AtomicInteger();

    /** What an authorization ends with. */
    public volatile RuntimeException refusal = new PaymentUnavailableException();

    /** How long a call takes. */
    public volatile Duration takes = Duration.ZERO;

    /** As {@link System#nanoTime}, which begins anywhere and may overflow. */
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE);

    /** Returns payments by this gateway, in its time. */
    public CardPayments payments(JdbcClient jdbc) {
        return payments(new PaymentAttempts(jdbc));
    }

    CardPayments payments(PaymentAttempts paymentAttempts) {
        var bulkheads = Bulkheads.of(400, new SimpleMeterRegistry());
        return new CardPayments(paymentAttempts, this, bulkheads, this::nanoTime);
    }

    public long nanoTime() {
        return nanoTime.get();
    }

    @Override
    public Authorization authorize(UUID reference, Money amount, String token) {
        throw refusal;
    }

    @Override
    public void capture(Collection<UUID> references) {
        begin();
        references.stream().filter(each -> !refused.contains(each)).forEach(captured::add);
        if (!captured.containsAll(references)) {
            throw failure();
        }
    }

    @Override
    public void release(UUID reference) {
        begin();
        if (refused.contains(reference)) {
            throw failure();
        }
        released.add(reference);
    }

    private void begin() {
        nanoTime.addAndGet(takes.toNanos());
        if (outage.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw failure();
        }
    }

    private PaymentUnavailableException failure() {
        failures.incrementAndGet();
        return new PaymentUnavailableException();
    }
}
