package dev.polyglotdb.products.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SharedReadTests {

    private static final Optional<ProductCopy> COPY = Optional.of(new ProductCopy(1, new byte[0]));
    private static final Supplier<Optional<ProductCopy>> NOBODY_ELSE_READS = () -> {
        throw new AssertionError("read by somebody who was to wait");
    };

    private static final int PATIENCE_SECONDS = 60;

    private final SingleFlight flights = new SingleFlight(Duration.ofSeconds(PATIENCE_SECONDS));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void tokensAreNeverTheSameAndTellTheirInstance() {
        var tokens = IntStream.range(0, 1_000).mapToObj(i -> flights.token('L')).toList();

        assertThat(tokens).doesNotHaveDuplicates().allMatch(token -> token.startsWith("L"));
        assertThat(tokens).allMatch(flights::isOurs).noneMatch(new SingleFlight(Duration.ofSeconds(1))::isOurs);
    }

    @Test
    void aFlightIsFoundUntilItIsClosed() {
        try (var flight = flights.open()) {
            assertThat(flights.find(flight.token())).isSameAs(flight);
            flight.close();
            assertThat(flights.find(flight.token())).isNull();
        }
        assertThat(flights.find("L-unknown")).isNull();
    }

    @Test
    void whoeverFollowsAFlightThatEndsWithoutAResultReadsForThemselves() throws Exception {
        try (var flight = flights.open()) {
            var follower = threads.submit(() -> flight.follow(() -> COPY));
            flight.close();

            assertThat(follower.get(PATIENCE_SECONDS / 2, TimeUnit.SECONDS)).isSameAs(COPY);
        }
    }

    @Test
    void whoeverFollowsGetsWhatTheLeaderFinds() throws Exception {
        var reading = new CountDownLatch(1);
        var mayFind = new CountDownLatch(1);
        try (var flight = flights.open()) {
            var leader = threads.submit(() -> flight.lead(() -> {
                reading.countDown();
                await(mayFind);
                return COPY;
            }));
            await(reading);
            var followers = IntStream.range(0, 10)
                    .mapToObj(i -> threads.submit(() -> flight.follow(NOBODY_ELSE_READS)))
                    .toList();
            mayFind.countDown();

            assertThat(leader.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isSameAs(COPY);
            for (var follower : followers) {
                assertThat(follower.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isSameAs(COPY);
            }
        }
    }

    @Test
    void nothingFoundIsAnAnswerToo() {
        try (var flight = flights.open()) {
            flight.lead(Optional::empty);

            assertThat(flight.follow(NOBODY_ELSE_READS)).isEmpty();
        }
    }

    @Test
    void theFailureOfTheLeaderIsThatOfAll() {
        var failure = new UnsupportedOperationException("no");
        try (var flight = flights.open()) {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> flight.lead(() -> {
                        throw failure;
                    }))
                    .isSameAs(failure);

            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> flight.follow(NOBODY_ELSE_READS))
                    .isSameAs(failure);
        }
    }

    @Test
    void anErrorOfTheLeaderLeavesNobodyWaiting() {
        var error = new StackOverflowError();
        try (var flight = flights.open()) {
            assertThatExceptionOfType(StackOverflowError.class)
                    .isThrownBy(() -> flight.lead(() -> {
                        throw error;
                    }));

            assertThatIllegalStateException()
                    .isThrownBy(() -> flight.follow(NOBODY_ELSE_READS))
                    .withCause(error);
        }
    }

    @Test
    void whoeverHasWaitedLongEnoughReadsForThemselves() {
        try (var flight = new SingleFlight(Duration.ofMillis(1500)).open()) {
            assertThat(flight.follow(() -> COPY)).isSameAs(COPY);
        }
    }

    @Test
    void whoeverIsInterruptedWaitsNoLonger() throws Exception {
        try (var flight = flights.open()) {
            var waiting = threads.submit(() -> {
                Thread.currentThread().interrupt();
                try {
                    return flight.follow(NOBODY_ELSE_READS);
                } finally {
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                }
            });

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .satisfies(failure -> assertThat(Objects.requireNonNull(failure.getCause()))
                            .isInstanceOf(IllegalStateException.class)
                            .hasCauseInstanceOf(InterruptedException.class));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
