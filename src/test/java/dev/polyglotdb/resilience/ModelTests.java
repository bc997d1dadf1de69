package dev.polyglotdb.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.privacy.ErasureFixture;
import dev.polyglotdb.privacy.Traces;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import dev.polyglotdb.testing.TakingTurns;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.context.ApplicationContext;

/** Many clients make random requests for a small stock. */
@ShopTest
@SideBySide
@ResourceLock(TakingTurns.PAYMENTS)
class ModelTests {

    private static final int CLIENTS = 8;
    /** How many each takes at least, and at most if chance has kept something from happening often. */
    private static final int ACTIONS = 40;

    private static final int MOST_ACTIONS = 10 * ACTIONS;

    /** How many guests come and leave at once, and how many one after the other. */
    private static final int GUESTS = 2;

    private static final int LIVES = 3;

    private static final int ORDERS = 25;
    private static final int CHANGES = 3;
    private static final int REPLAYS = 5;

    private final Shop shop;
    private final ApplicationContext context;
    private final ErasureFixture erasureFixture;
    private final Traces traces;

    ModelTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
        this.erasureFixture = ErasureFixture.of(shop, context);
        this.traces = Traces.in(context);
    }

    @RepeatedTest(3)
    void whateverManyClientsDoTheInvariantsHold() {
        traces.giveStrikingNumbers();
        var seed = Seeds.next();
        Seeds.replayable(seed, () -> {
            var world = World.open(shop, context, CLIENTS, 2, 10, 20, 40);
            var shoppers = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> new Shopper(world, world.customers().get(i), seed + i, false))
                    .toList();
            Parallel.each(
                    CLIENTS + GUESTS,
                    i -> i < CLIENTS ? act(shoppers.get(i), world, shoppers) : host(world, new Random(seed + i)));
            new Invariants(context).hold(world);
            var left = traces.find(world.guestIds(), world.mark());
            assertThat(left.texts()).isEmpty();
            assertThat(left.users()).isSubsetOf(Traces.ALLOWED);
            assertThat(world.acknowledged()).as("orders").hasSizeGreaterThan(ORDERS);
            assertThat(world.transitions().count("cancel")).as("cancellations").isGreaterThan(CHANGES);
            assertThat(world.transitions().count("ship")).as("shipments").isGreaterThan(CHANGES);
            assertThat(replays(shoppers)).as("replays").isGreaterThan(REPLAYS);
        });
    }

    private boolean host(World world, Random chance) {
        for (var life = 0; life < LIVES; life++) {
            var guest = new Guest(world, erasureFixture, false);
            guest.live(chance, List.of(shop.anybody()));
            guest.assertErased();
        }
        return true;
    }

    private static boolean act(Shopper shopper, World world, List<Shopper> all) {
        for (var i = 0; i < ACTIONS || i < MOST_ACTIONS && !hasSeenEnough(world, all); i++) {
            shopper.act();
        }
        return true;
    }

    private static boolean hasSeenEnough(World world, List<Shopper> all) {
        return world.acknowledged().size() > ORDERS
                && world.transitions().count("cancel") > CHANGES
                && world.transitions().count("ship") > CHANGES
                && replays(all) > REPLAYS;
    }

    private static int replays(List<Shopper> shoppers) {
        return shoppers.stream().mapToInt(Shopper::replays).sum();
    }
}
