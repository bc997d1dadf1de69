package dev.polyglotdb.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FairSemaphoreTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> served = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void aGroupOfManyDelaysAnotherByOnePlaceOnly() throws InterruptedException {
        var turns = new FairSemaphore(() -> 1, () -> 100);
        turns.acquire("flood", PATIENCE);
        var flood = waiting(turns, "flood", 20);
        var guest = waiting(turns, "guest", 1);

        turns.release();
        all(flood).join();
        all(guest).join();

        assertThat(List.copyOf(served).indexOf("guest")).isLessThanOrEqualTo(1);
        assertThat(served).hasSize(21);
    }

    @Test
    void whereTooManyWaitTheLargestGroupMakesRoom() throws InterruptedException {
        var turns = new FairSemaphore(() -> 1, () -> 10);
        turns.acquire("flood", PATIENCE);
        var flood = waiting(turns, "flood", 10);

        assertThat(turns.acquire("flood", PATIENCE)).isFalse();
        var guest = coming(turns, "guest", 1);
        await().until(() -> flood.stream().anyMatch(CompletableFuture::isDone));
        turns.release();

        assertThat(guest.get(0).join()).isTrue();
        all(flood).join();
        assertThat(flood.stream().filter(CompletableFuture::join)).hasSize(9);
    }

    @Test
    void groupsOfOneEachAreNotTurnedOutForAnother() throws InterruptedException {
        var turns = new FairSemaphore(() -> 1, () -> 2);
        turns.acquire("first", PATIENCE);
        var second = waiting(turns, "second", 1);
        var third = waiting(turns, "third", 1);

        assertThat(turns.acquire("fourth", PATIENCE)).isFalse();
        turns.release();

        assertThat(second.get(0).join()).isTrue();
        assertThat(third.get(0).join()).isTrue();
    }

    /** As when a store falls silent: nobody comes, nobody goes, and there are more permits all the same. */
    @Test
    void whoWaitsIsAdmittedWhenThereAreMorePermits() throws InterruptedException {
        var permits = new AtomicInteger(1);
        var turns = new FairSemaphore(permits::get, () -> 10);
        turns.acquire("holder", PATIENCE);
        var waiters = waiting(turns, "waiters", 3);

        permits.set(2);

        assertThat(waiters).allMatch(CompletableFuture::join);
        assertThat(turns.taken()).isEqualTo(1);
    }

    @Test
    void aGroupThatHasItsShareWaitsWhileOthersAreAdmitted() throws InterruptedException {
        var turns = new FairSemaphore(waiting -> 4, (all, taken) -> 10, new Shares(4));
        turns.acquire("greedy", PATIENCE);
        turns.acquire("greedy", PATIENCE);
        var greedy = waiting(turns, "greedy", 1);

        assertThat(turns.acquire("guest", Duration.ZERO)).isTrue();
        assertThat(greedy.get(0)).isNotDone();

        turns.returnShare("greedy");
        assertThat(greedy.get(0).join()).isTrue();
    }

    @Test
    void whoIsInterruptedKeepsNoShare() {
        var turns = new FairSemaphore(waiting -> 2, (all, taken) -> 10, new Shares(2));
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> turns.acquire("one", PATIENCE));
        assertThat(acquires(turns, "one", Duration.ZERO)).isTrue();
    }

    @Test
    void whoGivesUpLeavesNoGap() throws InterruptedException {
        var turns = new FairSemaphore(() -> 1, () -> 1);
        turns.acquire("holder", PATIENCE);

        for (var i = 0; i < 3; i++) {
            assertThat(turns.acquire("impatient", Duration.ofMillis(1))).isFalse();
        }
        var patient = waiting(turns, "patient", 1);
        turns.release();

        assertThat(patient.get(0).join()).isTrue();
        assertThat(turns.acquire("next", PATIENCE)).isTrue();
    }

    @Test
    void whoIsInterruptedKeepsNoPlace() {
        var turns = new FairSemaphore(() -> 1, () -> 1);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> turns.acquire("stopped", PATIENCE));
        assertThat(acquires(turns, "next", Duration.ZERO)).isTrue();
    }

    @Test
    void noPlaceIsLostOrDoubledWhateverTheCrowd() {
        var turns = new FairSemaphore(() -> 2, () -> 50);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var crowd = IntStream.range(0, 400)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            if (acquires(turns, "group " + i % 7, Duration.ofMillis(i % 3))) {
                                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                Thread.yield();
                                inside.decrementAndGet();
                                turns.release();
                            }
                        },
                        threads))
                .toList();
        crowd.forEach(CompletableFuture::join);

        assertThat(most).hasValueLessThanOrEqualTo(2);
        assertThat(acquires(turns, "after", Duration.ZERO)).isTrue();
        assertThat(acquires(turns, "after", Duration.ZERO)).isTrue();
        assertThat(acquires(turns, "after", Duration.ZERO)).isFalse();
    }

    /** Some of a group who wait, and release their place as soon as they have it. */
    private List<CompletableFuture<Boolean>> waiting(FairSemaphore turns, String group, int count) {
        var before = turns.waiting();
        var coming = coming(turns, group, count);
        await().until(() -> turns.waiting() == before + count);
        return coming;
    }

    private List<CompletableFuture<Boolean>> coming(FairSemaphore turns, String group, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> passes(turns, group), threads))
                .toList();
    }

    private boolean passes(FairSemaphore turns, String group) {
        var admitted = acquires(turns, group, PATIENCE);
        if (admitted) {
            served.add(group);
            turns.release();
        }
        return admitted;
    }

    private static boolean acquires(FairSemaphore turns, String group, Duration patience) {
        try {
            return turns.acquire(group, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<Boolean>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }
}
