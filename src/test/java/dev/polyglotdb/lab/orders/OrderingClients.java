package dev.polyglotdb.lab.orders;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Clients who order at the same time, each as soon as its last order is answered. */
final class OrderingClients implements AutoCloseable {

    private final OrderStore orderStore;
    private final int products;
    private final long last;
    private final AtomicLong ids = new AtomicLong();
    private final Collection<Long> acknowledged = new ConcurrentLinkedQueue<>();
    private final ExecutorService pool;
    private final List<Future<?>> work = new ArrayList<>();
    private volatile boolean goesOn = true;

    /**
     * They start at once.
     *
     * @param last the number of the last order
     */
    OrderingClients(OrderStore orderStore, int clients, int products, long last) {
        this.orderStore = orderStore;
        this.products = products;
        this.last = last;
        pool = Executors.newFixedThreadPool(clients);
        for (var client = 0; client < clients; client++) {
            work.add(pool.submit(() -> {
                order();
                return null;
            }));
        }
    }

    private void order() throws Exception {
        for (var id = ids.incrementAndGet(); goesOn && id <= last; id = ids.incrementAndGet()) {
            if (orderStore.place(Checkout.of(id, products))) {
                acknowledged.add(id);
            }
        }
    }

    /** Returns the numbers of the orders that a client was told to be placed. */
    Collection<Long> acknowledged() {
        return acknowledged;
    }

    /** @throws Exception what kept a client from going on, or that one still waits for its answer */
    void awaitEnd() throws Exception {
        for (var client : work) {
            try {
                client.get(OrderStore.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
    }

    /** Ends the clients of an engine that is gone, whatever they wait for. */
    void abandon() throws InterruptedException {
        goesOn = false;
        pool.shutdownNow();
        orderStore.disconnect();
        if (!pool.awaitTermination(OrderStore.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("a client still waits for an engine that is gone");
        }
    }

    @Override
    public void close() {
        goesOn = false;
        pool.shutdownNow();
    }
}
