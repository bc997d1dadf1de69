package dev.polyglotdb.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Interruptible;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;

/** Many clients in a world of their own. Each makes random requests to any of the instances, one after the other. */
public final class Crowd {

    private static final int SHOPPERS = 6;
    private static final int VISITORS = 4;
    private static final int PAUSE_MILLIS = 150;

    /** How long a client waits after it found no instance. */
    private static final int REST_MILLIS = 500;

    private final World world;
    private final List<Slot> slots;
    private final Tally tally;
    private final long seed;
    private final List<Shopper> shoppers;
    private final List<Visitor> visitors;
    private final CountDownLatch stop = new CountDownLatch(1);
    private CompletableFuture<?> running = CompletableFuture.completedFuture(null);

    public Crowd(Shop shop, ApplicationContext context, List<Slot> slots, Tally tally, long seed) {
        this.world = World.open(shop, context, SHOPPERS, 20, 5_000, 50_000);
        this.slots = slots;
        this.tally = tally;
        this.seed = seed;
        this.shoppers = IntStream.range(0, SHOPPERS)
                .mapToObj(i -> new Shopper(world, world.customers().get(i), seed + i, true))
                .toList();
        this.visitors = IntStream.range(0, VISITORS)
                .mapToObj(i -> new Visitor(shop.customer(), world, seed + SHOPPERS + i))
                .toList();
    }

    public World world() {
        return world;
    }

    public void start() {
        running = CompletableFuture.supplyAsync(() -> Parallel.each(SHOPPERS + VISITORS, this::live));
    }

    private boolean live(int number) {
        var random = new Random(seed + number);
        try {
            while (!stop.await(random.nextInt(PAUSE_MILLIS), TimeUnit.MILLISECONDS)) {
                var slot = slots.get(random.nextInt(slots.size()));
                if (number < SHOPPERS) {
                    move(shoppers.get(number), slot);
                    if (!shoppers.get(number).act()) {
                        stop.await(REST_MILLIS, TimeUnit.MILLISECONDS);
                    }
                } else {
                    visitors.get(number - SHOPPERS).moveTo(slot.client().observedBy(tally.prompt(slot)));
                    visitors.get(number - SHOPPERS).act();
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            // A forbidden response ends the run for all clients.
            stop.countDown();
        }
    }

    private void move(Shopper shopper, Slot slot) {
        var client = slot.client();
        shopper.moveTo(client.observedBy(tally.prompt(slot)), client.observedBy(tally.patient(slot)));
    }

    /** Fails if a client got a forbidden response. */
    public void mustGoOn() {
        if (stop.getCount() == 0) {
            Interruptible.join(running);
        }
    }

    /** Lets every client finish its present request. */
    public void stop() {
        stop.countDown();
        Interruptible.join(running);
    }

    /** @return whether every request without a response has one now */
    public boolean repeatUnanswered() {
        return Parallel.each(SHOPPERS, i -> {
                    move(shoppers.get(i), slots.get(i % slots.size()));
                    return shoppers.get(i).repeatUnanswered();
                })
                .stream()
                .allMatch(answered -> answered);
    }

    /** Fails if so little was accepted that the invariants say nothing. */
    public void assertBusy() {
        assertThat(world.acknowledged()).as("orders").hasSizeGreaterThan(20);
        assertThat(world.transitions().count("cancel")).as("cancellations").isPositive();
        assertThat(world.transitions().count("ship")).as("shipments").isPositive();
        assertThat(shoppers.stream().mapToInt(Shopper::replays).sum())
                .as("replays")
                .isPositive();
        assertThat(acknowledgedEvents()).as("events").isGreaterThan(100);
    }

    public int acknowledgedEvents() {
        return visitors.stream().mapToInt(Visitor::acknowledged).sum();
    }

    public List<String> contradictions() {
        var found = new ArrayList<String>();
        visitors.forEach(visitor -> found.addAll(visitor.contradictions()));
        return found;
    }
}
