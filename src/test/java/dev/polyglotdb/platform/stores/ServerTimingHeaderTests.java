package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class ServerTimingHeaderTests {

    private static final StoreTimeouts TIMEOUTS = new StoreTimeouts(Duration.ofSeconds(2));

    @AfterEach
    void end() {
        ServerTiming.end();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.000",
        "999, 0.000",
        "1000, 0.001",
        "1234567, 1.234",
        "1000000000, 1000.000",
        "3600000000000, 3600000.000"
    })
    void timesAreMillisecondsWithThreeDecimals(long nanos, String millis) {
        assertThat(ServerTiming.total(nanos)).isEqualTo("total;dur=" + millis);
    }

    @Test
    void aRequestThatUsedNoStoreHasOnlyATotal() {
        assertThat(ServerTiming.begin(TIMEOUTS).header()).matches("total;dur=\\d+\\.\\d{3}");
    }

    @Test
    void everyStoreThatWasUsedIsThereOnceInOneOrder() {
        var timing = ServerTiming.begin(TIMEOUTS);

        for (var store : new Store[] {Store.REDIS, Store.POSTGRES, Store.REDIS}) {
            ServerTiming.start(store).close();
        }

        assertThat(timing.header())
                .matches("postgres;dur=\\d+\\.\\d{3}, redis;dur=\\d+\\.\\d{3}, total;dur=\\d+\\.\\d{3}");
    }

    @Test
    void aCallInACallOfTheSameStoreCountsOnce() {
        var timing = ServerTiming.begin(TIMEOUTS);
        var begun = System.nanoTime();

        try (var outer = ServerTiming.start(Store.POSTGRES)) {
            var spent = timing.budget().spentByRunning();
            try (var inner = ServerTiming.start(Store.POSTGRES)) {
                while (System.nanoTime() - begun < 5_000_000) {
                    Thread.onSpinWait();
                }
            }
            // Had the inner one ended the counting, nothing more would be spent by the store that runs.
            assertThat(timing.budget().spentByRunning())
                    .isGreaterThanOrEqualTo(spent)
                    .isPositive();
        }

        assertThat(timing.budget().spentByRunning()).isZero();
        assertThat(timing.budget().spent()).isPositive().isLessThanOrEqualTo(System.nanoTime() - begun);
    }

    @Test
    void aCallOfAnotherStoreIsCountedForItselfAndThenTheOuterOneGoesOn() {
        var timing = ServerTiming.begin(TIMEOUTS);

        try (var outer = ServerTiming.start(Store.POSTGRES)) {
            try (var inner = ServerTiming.start(Store.REDIS)) {
                assertThat(timing.header()).startsWith("total");
            }
            assertThat(timing.header()).startsWith("redis;dur=");
            assertThat(timing.budget().spentByRunning()).isPositive();
        }

        assertThat(timing.header()).startsWith("postgres;dur=").contains(", redis;dur=");
    }

    @Test
    void aCallThatFailsIsCountedToo() {
        var timing = ServerTiming.begin(TIMEOUTS);

        try (var call = ServerTiming.start(Store.NEO4J)) {
            throw new IllegalStateException("no");
        } catch (IllegalStateException failure) {
            assertThat(timing.header()).startsWith("neo4j;dur=");
        }
    }

    @Test
    void outsideARequestNothingIsCounted() {
        ServerTiming.start(Store.MONGODB).close();

        assertThat(ServerTiming.current()).isNull();
        assertThat(ServerTiming.begin(TIMEOUTS).header()).startsWith("total");
    }

    @Test
    void whatWasForgivenIsStillToldToTheClient() {
        var timing = ServerTiming.begin(TIMEOUTS);
        ServerTiming.start(Store.CASSANDRA).close();

        TimeBudget.renew();

        assertThat(timing.budget().spent()).isZero();
        assertThat(timing.header()).startsWith("cassandra;dur=");
    }

    @Test
    void aClientIsNotKeptWaitingForTwoSeconds() {
        ServerTiming.begin(TIMEOUTS);

        assertThat(TimeBudget.atMost(Duration.ofSeconds(9))).isLessThan(Duration.ofSeconds(2));
        assertThat(TimeBudget.atMost(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
        assertThat(TimeBudget.isSpent()).isFalse();
        try (var call = ServerTiming.start(Store.POSTGRES)) {
            assertThat(TimeBudget.atMost(Duration.ofSeconds(9))).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void whereNoClientWaitsAllTheTimeIsThere() {
        assertThat(TimeBudget.atMost(Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(9));

        ServerTiming.begin(TIMEOUTS);
        TimeBudget.lift();

        assertThat(TimeBudget.atMost(Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(9));
        assertThat(TimeBudget.isSpent()).isFalse();
    }
}
