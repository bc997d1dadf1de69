package dev.polyglotdb.resilience.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.resilience.Crowd;
import dev.polyglotdb.resilience.Invariants;
import dev.polyglotdb.resilience.Seeds;
import dev.polyglotdb.resilience.Slot;
import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.Closing;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.context.ApplicationContext;

/**
 * Many clients use two instances while stores, connections and the instances themselves fail at random. After the
 * repair, nothing may be lost, doubled or inconsistent. No response may have been late, and 503 is the only permitted
 * error. {@code -Dpolyglot.proof.faults} sets the number of faults, {@code -Dpolyglot.proof.minutes} the minimum
 * duration.
 */
@ShopTest
@SecondShop
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
class FaultTests {

    private static final int FAULTS = Integer.getInteger("polyglot.proof.faults", 10);
    private static final int MINUTES = Integer.getInteger("polyglot.proof.minutes", 0);
    private static final int FAULTS_A_ROUND = 20;
    private static final int MAX_HOLD_MILLIS = 3_000;
    private static final int MAX_REST_MILLIS = 1_000;

    private final Shop shop;
    private final ApplicationContext context;
    private final StoreControl stores;
    private final Invariants invariants;
    private final long seed = Seeds.next();
    private final Random random = new Random(seed);
    private final Tally tally = new Tally();
    private final Damage damage = new Damage();
    private final Deque<Fault> deck = new ArrayDeque<>();

    FaultTests(Shop shop, ApplicationContext context, StoreControl stores) {
        this.shop = shop;
        this.context = context;
        this.stores = stores;
        this.invariants = new Invariants(context);
    }

    @Test
    void whateverFailsNothingIsLostDoubledOrDifferentAndNobodyWaits() {
        System.out.printf("faults by -Dpolyglot.proof.seed=%d%n", seed);
        Seeds.replayable(seed, () -> {
            var slots = Parallel.open(2, i -> new Slot(context));
            try {
                while (!isDone()) {
                    round(slots);
                }
            } finally {
                System.out.println(damage.summary(tally));
                Closing.all(slots);
            }
        });
        tally.assertPrompt();
    }

    private boolean isDone() {
        return damage.faults() >= FAULTS && damage.time().toMinutes() >= MINUTES;
    }

    /** Injects faults while a crowd is active. Afterwards all invariants must hold. */
    private void round(List<Slot> slots) {
        var crowd = new Crowd(shop, context, slots, tally, random.nextLong());
        crowd.start();
        try {
            for (var i = 0; i < FAULTS_A_ROUND && !isDone(); i++) {
                inject(slots);
                crowd.mustGoOn();
            }
        } finally {
            crowd.stop();
        }
        heal(slots);
        check(crowd);
        assertThat(tally.violations()).isEmpty();
        if (MINUTES > 0) {
            System.out.println(damage.summary(tally));
        }
    }

    /** Injects one fault, or two at the same time. */
    private void inject(List<Slot> slots) {
        var one = next(slots);
        during(one, () -> {
            if (random.nextInt(3) == 0 && !isDone()) {
                var other = next(slots);
                if (other.fitsInto(one)) {
                    during(other, () -> {});
                } else {
                    deck.addLast(other);
                }
            }
        });
        rest(MAX_REST_MILLIS);
    }

    /** Makes the fault good even if the test fails meanwhile, for the sake of the tests that follow. */
    private void during(Fault fault, Runnable more) {
        try {
            begin(fault);
            rest(MAX_HOLD_MILLIS);
            more.run();
        } finally {
            fault.end().run();
        }
    }

    /** Returns each kind of fault once before any kind is repeated. */
    private Fault next(List<Slot> slots) {
        if (deck.isEmpty()) {
            var all = Fault.all(stores, slots);
            Collections.shuffle(all, random);
            deck.addAll(all);
        }
        return deck.removeFirst();
    }

    private void begin(Fault fault) {
        System.out.printf("%4d s  %s%n", damage.time().toSeconds(), fault);
        damage.injected(fault);
        fault.begin().run();
    }

    private void rest(int atMostMillis) {
        try {
            new CountDownLatch(1).await(200 + random.nextInt(atMostMillis), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void heal(List<Slot> slots) {
        slots.forEach(slot -> slot.awaitHealth(Duration.ofSeconds(30)));
        await("the tests' own instance")
                .until(() -> shop.anybody().get("/actuator/health").status() == 200);
    }

    private void check(Crowd crowd) {
        invariants.expireClaims(crowd.world());
        await("an answer for everybody").until(crowd::repeatUnanswered);
        var findings = invariants.find(crowd.world());
        crowd.assertBusy();
        damage.found(findings, crowd);
        assertThat(damage.lost()).isEmpty();
        assertThat(damage.doubled()).isEmpty();
        assertThat(damage.differences()).isEmpty();
    }
}
