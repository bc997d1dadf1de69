package dev.polyglotdb.resilience.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.resilience.Phases;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Meanwhile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Customers who send events without pause, and remember those that were acknowledged. */
final class Visits {

    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** What they do until it is closed. */
    interface Visiting extends AutoCloseable {
        @Override
        void close();
    }

    private final List<Client> customers;
    private final Phases phases;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();

    /** @param phases told how long each request took */
    Visits(List<Client> customers, Phases phases) {
        this.customers = List.copyOf(customers);
        this.phases = phases;
    }

    Visiting start() {
        phases.resume();
        var each = customers.stream()
                .map(customer -> Meanwhile.repeat(() -> visit(customer)))
                .toList();
        return () -> Meanwhile.closeAll(each);
    }

    private void visit(Client customer) {
        var begin = System.nanoTime();
        var reply = customer.post("/activity", "{\"type\": \"VIEW\"}");
        phases.add(System.nanoTime() - begin);
        if (reply.status() == 201) {
            phases.succeeded();
            acknowledged.add(reply.text("/eventId"));
            return;
        }
        assertThat(reply.status()).as(reply.toString()).isEqualTo(503);
        assertThat(reply.text("/store")).as(reply.toString()).isEqualTo("cassandra");
        refused.incrementAndGet();
        LockSupport.parkNanos(PAUSE_AFTER_REFUSAL.toNanos());
    }

    void awaitMore(int events) {
        var target = acknowledged.size() + events;
        await("more events")
                .pollInterval(10, TimeUnit.MILLISECONDS)
                .atMost(PATIENCE)
                .until(() -> acknowledged.size() >= target);
    }

    int acknowledged() {
        return acknowledged.size();
    }

    int refused() {
        return refused.get();
    }

    /** Returns the acknowledged events that no timeline has. */
    List<String> lost() {
        var there = timelines();
        return acknowledged.stream().filter(id -> !there.contains(id)).toList();
    }

    /** Returns how many events the timelines have more than once. */
    int doubled() {
        var there = timelines();
        return there.size() - (int) there.stream().distinct().count();
    }

    private List<String> timelines() {
        var ids = new ArrayList<String>();
        for (var customer : customers) {
            customer.pages("/activity?limit=100").forEach(page -> ids.addAll(page.texts("/items", "/eventId")));
        }
        return ids;
    }
}
