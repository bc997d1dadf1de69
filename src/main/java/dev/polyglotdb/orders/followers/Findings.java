package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.Reconciliation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a check has found so far in a follower. */
final class Findings {

    private static final int MAX_DIFFERENCES = 100;

    /** Of one step. Exceeds the number of differences, because some of them disappear before the second look. */
    private static final int MAX_SUSPICIONS = 1_000;

    /** What is needed to go on in another process. */
    record Saved(long expected, long found, long pending, List<String> differences) {

        static final Saved NONE = new Saved(0, 0, 0, List.of());
    }

    /**
     * What looks like a difference. The stores are not read at the same moment, so while orders are placed, most of it
     * are only updates that have not arrived yet.
     *
     * @param orderId the order that it is about, or 0 if it is about none
     * @param persists looks again
     * @param counts whether the order is pending if it is late; not if another suspicion, maybe of another step, tells
     *     the same of it
     */
    record Suspicion(long orderId, String difference, BooleanSupplier persists, boolean counts) {

        Suspicion(long orderId, String difference, BooleanSupplier persists) {
            this(orderId, difference, persists, true);
        }
    }

    private final Function<Collection<Long>, Set<Long>> lateOrders;
    private final List<String> differences;
    private long expected;
    private long found;
    private long pending;

    /** @param lateOrders returns which of some orders have not reached the follower yet */
    Findings(Saved saved, Function<Collection<Long>, Set<Long>> lateOrders) {
        this.lateOrders = lateOrders;
        this.expected = saved.expected();
        this.found = saved.found();
        this.pending = saved.pending();
        this.differences = new ArrayList<>(saved.differences());
    }

    void expect(long entries) {
        expected += entries;
    }

    void find(long entries) {
        found += entries;
    }

    /**
     * Adds what is a difference indeed, after a second look. The outbox is asked before: an entry that is applied by
     * then has an effect that the look sees.
     */
    void add(List<Suspicion> suspicions) {
        var late = lateOrders.apply(suspicions.stream().map(Suspicion::orderId).collect(Collectors.toSet()));
        pending += suspicions.stream()
                .filter(Suspicion::counts)
                .map(Suspicion::orderId)
                .filter(late::contains)
                .distinct()
                .count();
        if (!areFull()) {
            differences.addAll(suspicions.stream()
                    .filter(suspicion -> !late.contains(suspicion.orderId()))
                    .limit(MAX_SUSPICIONS)
                    .filter(suspicion -> suspicion.persists().getAsBoolean())
                    .limit(MAX_DIFFERENCES - differences.size())
                    .map(Suspicion::difference)
                    .toList());
        }
    }

    /** Returns whether there are as many differences as are told. Then only the counts can still change. */
    boolean areFull() {
        return differences.size() >= MAX_DIFFERENCES;
    }

    Saved saved() {
        return new Saved(expected, found, pending, List.copyOf(differences));
    }

    Reconciliation reconciliation() {
        return new Reconciliation(expected, found, pending, differences);
    }
}
