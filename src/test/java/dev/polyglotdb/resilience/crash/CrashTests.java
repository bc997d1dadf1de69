package dev.polyglotdb.resilience.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.orders.followers.FollowingStores;
import dev.polyglotdb.privacy.ErasureFixture;
import dev.polyglotdb.privacy.Traces;
import dev.polyglotdb.resilience.Guest;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.resilience.Invariants;
import dev.polyglotdb.resilience.Seeds;
import dev.polyglotdb.resilience.Shopper;
import dev.polyglotdb.resilience.World;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Interruptible;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/**
 * Repeatedly kills the application with SIGKILL under load, at each point of the protocol and at random moments, and
 * restarts it on the same stores. The application of the test itself stays alive as a second instance, whose workers
 * take part, and which answers after the last kill. {@code -Dpolyglot.proof.kills} sets the number of kills: first one
 * at each point, then at random moments. Fewer kills than points are at other points with each seed.
 */
@ShopTest
@SecondShop
class CrashTests {

    private static final int CLIENTS = 6;
    private static final String ANY_MOMENT = "any moment";
    private static final int KILLS = Integer.getInteger("polyglot.proof.kills", 6);

    private final ApplicationContext context;
    private final Invariants invariants;
    private final World world;
    private final long seed = Seeds.next();
    private final Random random = new Random(seed);
    private final List<CrashPoint> points = CrashPoint.shuffled(random);
    private final List<Shopper> shoppers;
    private final Map<String, Integer> kills = new TreeMap<>();
    private final Shop shop;
    private final ErasureFixture erasureFixture;
    private final Traces traces;
    private final FollowingStores following;
    private final Queue<Guest> guests = new ConcurrentLinkedQueue<>();

    CrashTests(Shop shop, ApplicationContext context) {
        this.context = context;
        this.shop = shop;
        erasureFixture = ErasureFixture.of(shop, context);
        traces = Traces.in(context);
        following = new FollowingStores(shop);
        invariants = new Invariants(context);
        world = World.open(shop, context, CLIENTS, 3, 5_000, 50_000);
        shoppers = IntStream.range(0, CLIENTS)
                .mapToObj(i -> new Shopper(world, world.customers().get(i), seed + i, true))
                .toList();
    }

    @Test
    void whereverItIsKilledNothingIsLostDoubledOrDifferentOrLeftOfWhoHasLeft() {
        traces.giveStrikingNumbers();
        following.leaveOnlyOrders();
        Seeds.replayable(seed, () -> {
            for (var kill = 0; kill < KILLS; kill++) {
                try (var instance = Instance.start(context)) {
                    check(instance.client());
                    if (kill < Math.min(points.size(), KILLS - 1)) {
                        killAt(points.get(kill), instance);
                    } else if (random.nextBoolean()) {
                        killAt(points.get(random.nextInt(points.size())), instance);
                    } else {
                        killAtAnyMoment(instance);
                    }
                }
            }
            var findings = check(shop.anybody());
            System.out.printf(
                    "%d kills %s: %d orders, %d guests, lost %d, doubled %d, differences %d%n",
                    kills.values().stream().mapToInt(Integer::intValue).sum(),
                    kills,
                    findings.orders(),
                    world.guests().size(),
                    findings.lost().size(),
                    findings.doubled().size(),
                    findings.differences().size());
            following.awaitEqual();
            assertThat(world.guests()).hasSizeGreaterThanOrEqualTo(KILLS);
            var left = traces.find(world.guestIds(), world.mark());
            assertThat(left.texts()).isEmpty();
            assertThat(left.users()).isSubsetOf(Traces.ALLOWED);
        });
    }

    /**
     * Lets all clients repeat the requests that the last kill left without a response. Then all invariants must hold.
     */
    private Invariants.Findings check(Client instance) {
        shoppers.forEach(shopper -> shopper.moveTo(instance));
        invariants.expireClaims(world);
        guests.forEach(Guest::assertErased);
        guests.clear();
        await().until(() -> Parallel.each(CLIENTS, i -> shoppers.get(i).repeatUnanswered()).stream()
                .allMatch(answered -> answered));
        var findings = invariants.find(world);
        assertThat(findings.all()).as("after %s", kills).isEmpty();
        return findings;
    }

    private void killAt(CrashPoint point, Instance instance) {
        instance.arm(point, random.nextInt(point.mostPasses() + 1));
        var load = load(instance);
        if (point == CrashPoint.ATTEMPT_ABANDONED) {
            await().until(() -> {
                invariants.agePaymentAttempts();
                return instance.isReached(point);
            });
        }
        instance.awaitReached(point);
        kill(point.name(), instance, load);
    }

    private void killAtAnyMoment(Instance instance) {
        var load = load(instance);
        Interruptible.join(CompletableFuture.runAsync(
                () -> kill(ANY_MOMENT, instance, load),
                CompletableFuture.delayedExecutor(20 + random.nextInt(1500), TimeUnit.MILLISECONDS)));
    }

    private void kill(String where, Instance instance, CompletableFuture<?> load) {
        instance.kill();
        kills.merge(where, 1, Integer::sum);
        Interruptible.join(load);
    }

    /** All clients make random requests until the application is gone, and guests come and leave. */
    private CompletableFuture<?> load(Instance instance) {
        var places = List.of(instance.client(), shop.anybody());
        var chance = new Random(random.nextLong());
        return CompletableFuture.supplyAsync(() -> Parallel.each(CLIENTS + 1, i -> {
            while (i < CLIENTS ? shoppers.get(i).act() : host(chance, places)) {
                Thread.onSpinWait();
            }
            return true;
        }));
    }

    /**
     * Lets a guest come and leave, and now and then the followers be rebuilt meanwhile.
     *
     * @return false if one of the instances is gone
     */
    private boolean host(Random chance, List<Client> places) {
        var guest = new Guest(world, erasureFixture, true);
        guests.add(guest);
        try {
            if (chance.nextInt(12) == 0) {
                places.get(chance.nextInt(places.size()))
                        .withToken(world.admin().token())
                        .post(
                                "/admin/projections/rebuild",
                                chance.nextBoolean()
                                        ? "{\"target\": \"activity\"}"
                                        : "{\"target\": \"recommendations\"}");
            }
            guest.live(chance, places);
            places.forEach(place -> place.get("/actuator/health/liveness"));
            return true;
        } catch (UncheckedIOException gone) {
            return false;
        }
    }
}
