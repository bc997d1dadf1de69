package dev.polyglotdb.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.context.ApplicationContext;

/** Many clients make random requests for a small stock. */
@ShopTest
@SideBySide
class ModelTests {

    private static final int CLIENTS = 8;
    private static final int ACTIONS = 40;

    private final Shop shop;
    private final ApplicationContext context;

    ModelTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    @RepeatedTest(3)
    void whateverManyClientsDoTheInvariantsHold() {
        var seed = Seeds.next();
        Seeds.replayable(seed, () -> {
            var world = World.open(shop, context, CLIENTS, 2, 10, 20, 40);
            var shoppers = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> new Shopper(world, world.customers().get(i), seed + i, false))
                    .toList();
            Parallel.each(CLIENTS, i -> act(shoppers.get(i)));
            new Invariants(context).hold(world);
            assertThat(world.acknowledged()).as("orders").hasSizeGreaterThan(25);
            assertThat(world.transitions().count("cancel")).as("cancellations").isGreaterThan(3);
            assertThat(world.transitions().count("ship")).as("shipments").isGreaterThan(3);
            assertThat(shoppers.stream().mapToInt(Shopper::replays).sum())
                    .as("replays")
                    .isGreaterThan(5);
        });
    }

    private static boolean act(Shopper shopper) {
        for (var i = 0; i < ACTIONS; i++) {
            shopper.act();
        }
        return true;
    }
}
