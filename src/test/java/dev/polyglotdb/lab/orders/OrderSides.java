package dev.polyglotdb.lab.orders;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.lab.Disagreement;
import dev.polyglotdb.lab.Operation;
import dev.polyglotdb.lab.Scale;
import dev.polyglotdb.lab.Workbench;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** The models that are asked, and what they are asked while nothing fails. */
final class OrderSides {

    static final String PLACE = "Place an order";
    static final String SELL_OUT = "Sell out a little stock";

    private static final int CLIENTS = 16;
    private static final int LITTLE = 6;
    private static final int SOLD_OUT = 8;
    private static final int ASKED = 40;
    private static final int ROUNDS = 3;
    private static final int PLENTY = 1_000_000;

    /**
     * A model.
     *
     * @param emulated whether an emulator stands in for the engine, which only has to agree
     */
    record Side(Engine engine, OrderStore orderStore, boolean emulated) {}

    private final Workbench bench;
    private final Map<String, Side> sides;

    OrderSides(Workbench bench, Map<String, Side> sides) {
        this.bench = bench;
        this.sides = sides;
    }

    /** Has every side answer the same orders, one after the other, until there is not enough of anything. */
    void agree() throws Exception {
        var stock = Checkout.stock(SOLD_OUT, LITTLE);
        var answers = new LinkedHashMap<String, Callable<?>>();
        for (var side : sides.entrySet()) {
            var store = side.getValue().orderStore();
            answers.put(side.getKey(), () -> {
                store.prepare(stock);
                var told = new ArrayList<String>();
                for (var id = 1L; id <= ASKED; id++) {
                    told.add(id + (store.place(Checkout.of(id, SOLD_OUT)) ? " placed" : " refused"));
                }
                return List.of(told, store.books());
            });
        }
        bench.same(PLACE, SOLD_OUT, answers);
    }

    /**
     * Has many clients want more than there is, all at once.
     *
     * @throws Disagreement if a side sells what it does not have, or forgets what it sold
     */
    void sellOut() throws Exception {
        for (var round = 0; round < (bench.scale() == Scale.LARGE ? ROUNDS : 1); round++) {
            sellOutOnce();
        }
    }

    private void sellOutOnce() throws Exception {
        var stock = Checkout.stock(SOLD_OUT, LITTLE);
        var units = SOLD_OUT * LITTLE;
        for (var side : sides.entrySet()) {
            bench.step("selling %d units, %s".formatted(units, side.getKey()));
            side.getValue().orderStore().prepare(stock);
            var begin = System.nanoTime();
            try (var clients = new OrderingClients(side.getValue().orderStore(), CLIENTS, SOLD_OUT, ASKED)) {
                clients.awaitEnd();
                var seconds = (System.nanoTime() - begin) / 1e9;
                var books = side.getValue().orderStore().books();
                var audit = Audit.of(stock, books, clients.acknowledged());
                if (!audit.equals(Audit.CLEAN)) {
                    throw new Disagreement("%s, %s: %s".formatted(SELL_OUT, side.getKey(), audit));
                }
                var left = books.onHand().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
                bench.count(
                        SELL_OUT,
                        side.getKey(),
                        units,
                        "orders placed",
                        clients.acknowledged().size(),
                        "orders");
                bench.count(SELL_OUT, side.getKey(), units, "units left", left, "units");
                bench.count(SELL_OUT, side.getKey(), units, "all answered after", seconds, "s");
            }
        }
    }

    /** Measures orders that find enough, of few products or of many. */
    void place(int products) throws Exception {
        var operations = new LinkedHashMap<String, Operation>();
        var ids = new AtomicLong();
        var empty = new LinkedHashMap<OrderStore, OptionalLong>();
        for (var side : sides.entrySet()) {
            var store = side.getValue().orderStore();
            bench.step("filling the shelves of %s with %,d products".formatted(side.getKey(), products));
            store.prepare(Checkout.stock(products, PLENTY));
            empty.put(store, store.bytes());
            operations.put(side.getKey(), (thread, i) -> {
                if (!store.place(Checkout.of(ids.incrementAndGet(), products))) {
                    throw new Disagreement(side.getKey() + " refuses an order though there is enough");
                }
            });
        }
        bench.measure(PLACE, products, CLIENTS, operations);
        for (var side : sides.entrySet()) {
            var store = side.getValue().orderStore();
            var before = empty.getOrDefault(store, OptionalLong.empty());
            if (before.isPresent()) {
                var bytes = store.bytes().orElseThrow() - before.getAsLong();
                bench.storage(side.getKey(), products, store.books().sold().size(), bytes);
            }
        }
    }
}
