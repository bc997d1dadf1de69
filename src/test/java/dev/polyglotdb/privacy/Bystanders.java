package dev.polyglotdb.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Others, who order and look at a product's timeline and at their own while something goes on. */
record Bystanders(Person customer, Person admin, String product) {

    private static final int PAUSE_MILLIS = 100;

    /** Returns how long they waited for their answers meanwhile. All of them must succeed. */
    String during(Runnable meanwhile) {
        var took = new ConcurrentLinkedQueue<Double>();
        var refused = new ConcurrentLinkedQueue<Reply>();
        var requests = List.<Supplier<Reply>>of(
                () -> customer.orders(product, 1),
                () -> admin.get("/products/" + product + "/activity?limit=20"),
                () -> customer.get("/activity"));
        var clients = Executors.newScheduledThreadPool(requests.size());
        requests.forEach(request -> clients.scheduleAtFixedRate(
                () -> {
                    var begun = System.nanoTime();
                    var reply = request.get();
                    took.add((System.nanoTime() - begun) / 1e6);
                    if (reply.status() >= 300) {
                        refused.add(reply);
                    }
                },
                0,
                PAUSE_MILLIS,
                TimeUnit.MILLISECONDS));
        try {
            meanwhile.run();
        } finally {
            clients.shutdown();
        }
        var sorted = took.stream().sorted().toList();
        assertThat(refused).isEmpty();
        assertThat(sorted).as("requests").hasSizeGreaterThan(20);
        return "%d requests, p50 %.0f ms, p99 %.0f ms, longest %.0f ms"
                .formatted(
                        sorted.size(),
                        sorted.get(sorted.size() / 2),
                        sorted.get(sorted.size() * 99 / 100),
                        sorted.get(sorted.size() - 1));
    }
}
