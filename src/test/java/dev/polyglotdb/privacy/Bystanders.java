package dev.polyglotdb.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Person;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Others, who order and look at a product's timeline and at their own while something goes on. */
record Bystanders(Person customer, Person admin, String product) {

    private static final int PAUSE_MILLIS = 100;

    /** Returns how long they waited for their answers meanwhile. */
    String during(Runnable meanwhile) {
        var took = new ConcurrentLinkedQueue<Double>();
        var requests = List.<Runnable>of(
                () -> customer.orders(product, 1),
                () -> admin.get("/products/" + product + "/activity?limit=20"),
                () -> customer.get("/activity"));
        var clients = Executors.newScheduledThreadPool(requests.size());
        requests.forEach(request -> clients.scheduleAtFixedRate(
                () -> {
                    var begun = System.nanoTime();
                    request.run();
                    took.add((System.nanoTime() - begun) / 1e6);
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
        assertThat(sorted).as("requests").hasSizeGreaterThan(20);
        return "%d requests, p50 %.0f ms, p99 %.0f ms, longest %.0f ms"
                .formatted(
                        sorted.size(),
                        sorted.get(sorted.size() / 2),
                        sorted.get(sorted.size() * 99 / 100),
                        sorted.get(sorted.size() - 1));
    }
}
