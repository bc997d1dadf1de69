package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.web.Traffic;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A job takes the whole machine while nobody else needs it, and gives way as soon as somebody does. */
@Tag("fast")
class PacerTests {

    private static final int MOST = 1_000;

    /** A clock that goes on only when somebody works or sleeps, and as many requests as a test wants. */
    private static final class World implements Traffic {

        private long now;
        private long lastRequest = -Duration.ofHours(1).toNanos();
        private long slept;
        private int requests;
        private long requestsEnd = Long.MAX_VALUE;

        @Override
        public int inProgress() {
            return now < requestsEnd ? requests : 0;
        }

        @Override
        public long silence() {
            return now - lastRequest;
        }

        void sleep(Duration time) {
            now += time.toNanos();
            slept += time.toNanos();
        }

        void requestEnds() {
            lastRequest = now;
        }
    }

    private final World world = new World();
    private final Pacer pacer = new Pacer(world, () -> world.now, world::sleep);

    @Test
    void aloneItTakesFullStepsAndNeverRests() {
        for (var step = 0; step < 10; step++) {
            step(Duration.ofMillis(10));
        }

        assertThat(pacer.stepSize(MOST)).isEqualTo(MOST);
        assertThat(world.slept).isZero();
        assertThat(pacer.isAlone()).isTrue();
    }

    @Test
    void itBeginsWithShortSteps() {
        assertThat(pacer.stepSize(MOST)).isLessThan(MOST / 20);
    }

    @Test
    void aloneItShortensStepsThatTakeLong() {
        for (var step = 0; step < 10; step++) {
            step(Duration.ofMillis(10));
        }
        step(Duration.ofSeconds(2));

        assertThat(pacer.stepSize(MOST)).isEqualTo(MOST / 2);
        step(Duration.ofMillis(10));
        assertThat(pacer.stepSize(MOST)).isEqualTo(MOST);
    }

    @Test
    void aStepIsNeverEmpty() {
        for (var step = 0; step < 50; step++) {
            step(Duration.ofSeconds(10));
        }

        assertThat(pacer.stepSize(MOST)).isPositive();
        assertThat(pacer.stepSize(1)).isEqualTo(1);
    }

    @Test
    void withTheFirstRequestItsStepsBecomeShort() {
        for (var step = 0; step < 10; step++) {
            step(Duration.ofMillis(10));
        }
        world.requestEnds();

        assertThat(pacer.isAlone()).isFalse();
        assertThat(pacer.stepSize(MOST)).isLessThan(MOST / 10);
    }

    @Test
    void besideRequestsItRestsThreeTimesAsLongAsItWorks() {
        world.requestEnds();

        step(Duration.ofMillis(6));

        assertThat(world.slept).isEqualTo(Duration.ofMillis(30).toNanos());
    }

    @Test
    void besideRequestsItShortensStepsUntilNoneHoldsUpARequestForLong() {
        world.requestEnds();
        for (var step = 0; step < 10; step++) {
            world.requestEnds();
            step(Duration.ofNanos(500_000L * pacer.stepSize(MOST)));
        }

        assertThat(500_000L * pacer.stepSize(MOST)).isLessThanOrEqualTo(6_000_000);
    }

    @Test
    void itBeginsNoStepWhileARequestIsInProgress() {
        world.requests = 1;
        world.requestsEnd = Duration.ofMillis(100).toNanos();

        step(Duration.ofMillis(1));

        assertThat(world.now).isGreaterThanOrEqualTo(world.requestsEnd).isLessThan(world.requestsEnd + 2_000_000);
    }

    @Test
    void whereThereIsAlwaysARequestItGoesOnNevertheless() {
        world.requests = 50;

        step(Duration.ofMillis(8));

        assertThat(Duration.ofNanos(world.slept)).isLessThan(Duration.ofMillis(300));
    }

    @Test
    void aSecondAfterTheLastRequestItHasTheMachineForItself() {
        world.requestEnds();
        step(Duration.ofMillis(1));
        world.now = world.lastRequest + Pacer.ALONE_AFTER.toNanos() + 1;
        var slept = world.slept;
        for (var step = 0; step < 10; step++) {
            step(Duration.ofMillis(1));
        }

        assertThat(pacer.stepSize(MOST)).isEqualTo(MOST);
        assertThat(world.slept).isEqualTo(slept);
    }

    private void step(Duration work) {
        world.now += work.toNanos();
        pacer.rest();
    }
}
