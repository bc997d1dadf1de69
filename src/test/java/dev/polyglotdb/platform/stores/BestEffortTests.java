package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.polyglotdb.testing.LogLines;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class BestEffortTests {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Instant now = Instant.EPOCH;
    private final InstantSource time = () -> now;
    private final BestEffort redis = new BestEffort(Store.REDIS, PAUSE, time.withZone(ZoneOffset.UTC));

    @Test
    void eachOutageIsSaidOnceHoweverOftenItIsTried() {
        try (var log = LogLines.ofThisThread(BestEffort.class)) {
            for (var outage = 0; outage < 2; outage++) {
                for (var attempt = 0; attempt < 10; attempt++) {
                    assertThat(redis.tell(BestEffortTests::fail)).isFalse();
                    pass(PAUSE);
                }
                assertThat(redis.tell(() -> {})).isTrue();
            }

            assertThat(log.all()).hasSize(2).allMatch(line -> line.contains("Going on without Redis"));
        }
    }

    @Test
    void afterAFailureItIsLeftAlone() {
        redis.tell(BestEffortTests::fail);
        pass(PAUSE.minusMillis(1));

        assertThat(redis.ask(() -> "asked")).isEmpty();
    }

    @Test
    void afterThePauseOneTriesItAndTheOthersFollowWhenThatWentWell() {
        redis.tell(BestEffortTests::fail);
        pass(PAUSE);

        var answer = redis.ask(() -> {
            assertThat(redis.ask(() -> "asked by another")).isEmpty();
            return "asked";
        });

        assertThat(answer).hasValue("asked");
        assertThat(redis.ask(() -> "asked by another")).isPresent();
    }

    @Test
    void whoeverTriesAndFailsLeavesItAloneForAnotherPause() {
        redis.tell(BestEffortTests::fail);
        pass(PAUSE);
        redis.tell(BestEffortTests::fail);
        pass(PAUSE.minusMillis(1));

        assertThat(redis.ask(() -> "asked")).isEmpty();
    }

    @Test
    void aRequestWithoutTimeDoesNotAskAndSaysNothingOfTheStore() {
        var timing = ServerTiming.begin(new StoreTimeouts(Duration.ofSeconds(2)));
        timing.budget().addWait(Duration.ofSeconds(2).toNanos());
        try {
            assertThat(redis.ask(() -> "asked")).isEmpty();
        } finally {
            ServerTiming.end();
        }

        assertThat(redis.ask(() -> "asked by another")).isPresent();
    }

    @Test
    void aDefectOfOursInTheOnlyTryKeepsNobodyFromTheNextOne() {
        redis.tell(BestEffortTests::fail);
        pass(PAUSE);

        assertThatIllegalStateException()
                .isThrownBy(() -> redis.tell(() -> {
                    throw new IllegalStateException("a defect");
                }));

        assertThat(redis.ask(() -> "asked")).isPresent();
    }

    /** A little longer, because the pause is over only after its last instant. */
    private void pass(Duration time) {
        now = now.plus(time).plusNanos(1);
    }

    private static void fail() {
        throw new StoreUnavailableException(Store.REDIS, new IllegalStateException("away"));
    }
}
