package dev.polyglotdb.lab.orders;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.lab.Disagreement;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.lab.orders.OrderSides.Side;
import dev.polyglotdb.testing.Time;
import java.time.Duration;
import java.util.Random;

/** What an engine tells of its orders after it was killed in the middle of them. */
record EngineKill(Workbench bench, Random random) {

    static final String QUESTION = "Kill the engine in the middle of orders";
    static final String LOST = "acknowledged and lost";
    static final String MISFIT = "units that stock and orders tell differently, after the restart";

    private static final int CLIENTS = 16;
    private static final int PRODUCTS = 10;
    private static final int PLENTY = 100_000;
    private static final int FIRST = 50;
    private static final int LATEST_MILLIS = 300;

    /**
     * Kills the engine once, restarts it and counts.
     *
     * @throws Disagreement if something is wrong that the model should prevent or repair
     */
    void run(String name, Side side) throws Exception {
        var stock = Checkout.stock(PRODUCTS, PLENTY);
        var store = side.orderStore();
        store.prepare(stock);
        try (var clients = new OrderingClients(store, CLIENTS, PRODUCTS, Long.MAX_VALUE)) {
            await().atMost(OrderStore.PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> clients.acknowledged().size() >= FIRST);
            Time.pass(Duration.ofMillis(random.nextInt(LATEST_MILLIS)));
            bench.control().kill(side.engine());
            try {
                clients.abandon();
            } finally {
                bench.control().start(side.engine());
                store.reconnect();
            }
            var audit = Audit.of(stock, store.books(), clients.acknowledged());
            store.repair();
            var repaired = Audit.of(stock, store.books(), clients.acknowledged());
            note(name, clients.acknowledged().size(), audit, repaired);
            if (!repaired.equals(Audit.CLEAN)) {
                throw new Disagreement("%s, %s: %s".formatted(QUESTION, name, repaired));
            }
        }
    }

    private void note(String side, long acknowledged, Audit audit, Audit repaired) {
        bench.count(QUESTION, side, 0, "orders acknowledged", acknowledged, "orders");
        bench.count(QUESTION, side, 0, LOST, repaired.lost(), "orders");
        bench.count(QUESTION, side, 0, "units oversold", repaired.oversold(), "units");
        bench.count(QUESTION, side, 0, "payments and orders without each other", audit.unmatched(), "orders");
        bench.count(QUESTION, side, 0, MISFIT, audit.misfit(), "units");
        bench.count(QUESTION, side, 0, "the same, after the repair", repaired.misfit(), "units");
    }
}
