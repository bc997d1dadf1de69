package dev.polyglotdb.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Reply;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The responses to one customer's order requests. Checks each against the responses that are permitted. */
final class Answers {

    private final World world;
    private final Map<String, String> kept = new HashMap<>();
    private final Set<String> firstAnswered = new HashSet<>();
    /** Written by one thread, and read by others while it goes on. */
    private volatile int replays;

    public Answers(World world) {
        this.world = world;
    }

    public boolean isKept(OrderRequest request) {
        return kept.containsKey(request.key());
    }

    /** Returns the keys that led to an order. */
    public Set<String> keptKeys() {
        return kept.keySet();
    }

    /** Returns how many responses repeated an earlier one. */
    public int replays() {
        return replays;
    }

    /** @param wasKept whether the key had led to an order before this request was sent */
    public void check(OrderRequest request, Reply reply, boolean wasKept) {
        switch (reply.status()) {
            case 201 -> {
                expect(!request.isDeclined() && !request.gatewayFails(), request, reply);
                expect(reply.at("/total/amount").decimalValue().compareTo(request.total(world)) == 0, request, reply);
                expect(reply.text("/status").equals("PAID"), request, reply);
                keep(request, reply, reply.number("/id"));
            }
            case 402 -> {
                expect(request.isDeclined() && reply.problem().equals("payment-declined"), request, reply);
                keep(request, reply, reply.number("/orderId"));
            }
            case 409 -> {
                expect(!request.isDeclined() && !request.gatewayFails(), request, reply);
                // Of several simultaneous requests, one may find no stock while the next finds stock that was just
                // returned.
                expect(reply.problem().equals("out-of-stock") && !wasKept, request, reply);
            }
            case 503 -> expect(request.gatewayFails() && reply.problem().equals("payment-unavailable"), request, reply);
            default -> expect(false, request, reply);
        }
    }

    /**
     * Checks that later requests with the same key get the same answer, and that only one response is the original one.
     */
    private void keep(OrderRequest request, Reply reply, long order) {
        world.acknowledge(request.key(), order);
        var before = kept.putIfAbsent(request.key(), reply.http().body());
        expect(before == null || before.equals(reply.http().body()), request, reply);
        if (reply.header("Idempotency-Replayed").isEmpty()) {
            expect(firstAnswered.add(request.key()), request, reply);
        } else {
            replays++;
        }
    }

    public static void expect(boolean allowed, OrderRequest request, Reply reply) {
        assertThat(allowed)
                .as(
                        "%s may be answered with %s %s",
                        request, reply, reply.http().headers().map())
                .isTrue();
    }
}
