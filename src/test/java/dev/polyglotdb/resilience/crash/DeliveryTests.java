package dev.polyglotdb.resilience.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.resilience.Invariants;
import dev.polyglotdb.resilience.OrderRequest;
import dev.polyglotdb.resilience.Seeds;
import dev.polyglotdb.resilience.World;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import dev.polyglotdb.testing.TakingTurns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Other stores may be informed late, repeatedly and in any order. */
@ShopTest
@SideBySide
@ResourceLock(TakingTurns.PAYMENTS)
class DeliveryTests {

    private static final int REPEATS = 10;

    private final Shop shop;
    private final ApplicationContext context;
    private final JdbcClient jdbc;
    private final Invariants invariants;

    DeliveryTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
        this.jdbc = context.getBean(JdbcClient.class);
        this.invariants = new Invariants(context);
    }

    /**
     * Each order is delivered ten times and cancelled in between. Some deliveries of an order come before the
     * cancellation and some after it.
     */
    @Test
    void howeverOftenAndWheneverDeliveredAnOrderIsInEachStoreOnce() {
        var seed = Seeds.next();
        Seeds.replayable(seed, () -> {
            var random = new Random(seed);
            var world = World.open(shop, context, 2, 1000, 1000);
            var steps = new ArrayList<Runnable>();
            for (var i = 0; i < 12; i++) {
                var ada = world.customers().get(i % 2);
                var order = place(world, ada, i);
                for (var n = 0; n < REPEATS; n++) {
                    steps.add(() -> deliver(order));
                }
                if (i % 3 != 0) {
                    steps.add(() -> cancel(world, ada, order));
                }
            }
            Collections.shuffle(steps, random);
            steps.forEach(step -> {
                step.run();
                if (random.nextInt(20) == 0) {
                    await().until(() -> invariants.pending(world) == 0);
                }
            });
            invariants.hold(world);
        });
    }

    private long place(World world, Person ada, int number) {
        var key = "key-%d-%d".formatted(ada.id(), number);
        var items = new LinkedHashMap<String, Integer>();
        world.products().forEach(product -> items.put(product, 1));
        var reply = ada.client()
                .with("Idempotency-Key", key)
                .post("/orders", new OrderRequest(key, items, number % 4 == 3 ? "invoice" : "tok_visa").json());
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        world.acknowledge(key, reply.number("/id"));
        return reply.number("/id");
    }

    private static void cancel(World world, Person ada, long order) {
        world.transitions().attempt(order, "cancel", () -> ada.post("/orders/" + order + "/cancel"));
    }

    private void deliver(long order) {
        jdbc.sql("""
                        insert into outbox (order_id, sink) select :order, sink from payments p
                        cross join unnest(array['activity', 'recommendations', 'payments']) sink
                        where p.order_id = :order and (sink <> 'payments' or p.method = 'CARD')""").param("order", order).update();
    }
}
