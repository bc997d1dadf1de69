package dev.polyglotdb.resilience;

import dev.polyglotdb.testing.Reply;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The attempts to change orders, with the outcomes reported to the clients. */
public final class Transitions {

    private record Change(long order, String action) {}

    private final Map<Change, Integer> done = new ConcurrentHashMap<>();
    private final Set<Change> unsure = ConcurrentHashMap.newKeySet();

    /**
     * Records the response to an attempt.
     *
     * @param action cancel, ship or deliver
     * @throws UncheckedIOException if there was no response, so that the outcome is unknown
     */
    public Reply attempt(long order, String action, Supplier<Reply> call) {
        var change = new Change(order, action);
        try {
            var reply = call.get();
            switch (reply.status()) {
                case 200 -> done.merge(change, 1, Integer::sum);
                case 409 -> {
                    if (!reply.problem().equals("order-state")) {
                        throw new AssertionError(change + ": " + reply);
                    }
                }
                case 401 -> {
                    // Whoever has left can't change anything.
                }
                case 503 -> unsure.add(change);
                default ->
                    throw new AssertionError(
                            change + ": " + reply + " " + reply.http().headers().map());
            }
            return reply;
        } catch (UncheckedIOException unanswered) {
            unsure.add(change);
            throw unanswered;
        }
    }

    /** Returns how often this change certainly succeeded. */
    public int count(long order, String action) {
        return done.getOrDefault(new Change(order, action), 0);
    }

    /** Returns how many changes of this kind certainly succeeded. */
    public int count(String action) {
        return done.entrySet().stream()
                .filter(change -> change.getKey().action().equals(action))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Returns the responses that contradict the present states of the orders. */
    public List<String> contradictions(Collection<Ledger.Entry> orders) {
        var found = new ArrayList<String>();
        for (var order : orders) {
            var allowed = allowed(order.id());
            if (!order.status().equals("PAYMENT_FAILED") && !allowed.contains(order.status())) {
                found.add("order %d is %s, after these answers it must be one of %s"
                        .formatted(order.id(), order.status(), allowed));
            }
            if (count(order.id(), "ship") > 1 || count(order.id(), "deliver") > 1) {
                found.add("order %d was shipped or delivered twice".formatted(order.id()));
            }
            if (count(order.id(), "cancel") > 0 && count(order.id(), "ship") > 0) {
                found.add("order %d was cancelled and shipped".formatted(order.id()));
            }
        }
        return found;
    }

    private Set<String> allowed(long order) {
        var states = new TreeSet<String>();
        if (count(order, "cancel") > 0) {
            states.add("CANCELLED");
        } else if (count(order, "deliver") > 0) {
            states.add("DELIVERED");
        } else if (count(order, "ship") > 0) {
            states.add("SHIPPED");
        } else {
            states.add("PAID");
        }
        addUnsure(states, order, "cancel", "CANCELLED");
        addUnsure(states, order, "ship", "SHIPPED");
        addUnsure(states, order, "deliver", "DELIVERED");
        return states;
    }

    private void addUnsure(Set<String> states, long order, String action, String state) {
        if (unsure.contains(new Change(order, action))) {
            states.add(state);
        }
    }
}
