package dev.polyglotdb.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AdmissionTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger limit = new AtomicInteger(2);
    private final AtomicLong now = new AtomicLong();

    @AfterEach
    void end() {
        end.countDown();
        threads.shutdownNow();
    }

    @Test
    void theSurplusIsRefusedAtOnceAndCounted() {
        var admission = admission(0, LONG);
        busy(admission, 2);

        assertThat(admission.admit("guest", () -> {})).isFalse();

        assertThat(meters.get("admission.refused").counter().count()).isEqualTo(1);
        assertThat(gauge("active")).isEqualTo(2);
        assertThat(gauge("limit")).isEqualTo(2);
    }

    @Test
    void aBurstWaitsAndIsServed() {
        var admission = admission(10, LONG);
        var served = busy(admission, 2);
        var more = waiting(admission, "burst", 10);

        end.countDown();

        served.addAll(more);
        assertThat(served).allMatch(CompletableFuture::join);
        assertThat(gauge("active")).isZero();
    }

    @Test
    void whoeverWaitsLongerThanTheirPatienceIsRefused() {
        var admission = admission(10, Duration.ofMillis(20));
        busy(admission, 2);

        assertThat(admission.admit("guest", () -> {})).isFalse();
        assertThat(gauge("waiting")).isZero();
    }

    @Test
    void onceSomebodyWasRefusedOnlyAsManyWaitAsAreServed() {
        var admission = admission(10, LONG);
        refuseOne(admission);
        take(admission, 2);
        var waiters = waiting(admission, "burst", 2);

        assertThat(admission.admit("burst", () -> {})).isFalse();
        end.countDown();
        release(admission, 2);
        assertThat(waiters).allMatch(CompletableFuture::join);
    }

    @Test
    void whenNobodyWasRefusedForAWhileThereIsRoomForABurstAgain() {
        var admission = admission(10, LONG);
        refuseOne(admission);
        now.addAndGet(Duration.ofMillis(500).toNanos());
        take(admission, 2);
        var waiters = waiting(admission, "burst", 10);

        end.countDown();
        release(admission, 2);
        assertThat(waiters).allMatch(CompletableFuture::join);
    }

    @Test
    void theWaitForItsTurnIsKnownToTheRequest() {
        limit.set(1);
        var admission = admission(10, LONG);
        busy(admission, 1);
        var waited = new CompletableFuture<Duration>();
        threads.submit(() -> admission.admit("guest", () -> waited.complete(Admission.waited())));
        await().until(() -> gauge("waiting") == 1);

        now.addAndGet(Duration.ofMillis(300).toNanos());
        end.countDown();

        assertThat(waited.join()).isEqualTo(Duration.ofMillis(300));
        assertThat(Admission.waited()).isZero();
    }

    @Test
    void aClientWithManyRequestsDelaysAnotherByOnePlaceOnly() {
        limit.set(1);
        var admission = admission(10, LONG);
        busy(admission, 1);
        var flood = waiting(admission, "flood", 10);
        var order = new ArrayList<String>();
        flood.forEach(request -> request.thenAccept(served -> note(order, "flood " + served)));
        var guest = threads.submit(() -> admission.admit("guest", () -> note(order, "guest")));

        // A full queue makes room for the guest, at the cost of the largest group.
        await().untilAsserted(() -> assertThat(order).containsExactly("flood false"));
        end.countDown();

        await().until(guest::isDone);
        assertThat(order.indexOf("guest")).isLessThanOrEqualTo(2);
    }

    @Test
    void theWaitForSomethingElseTakesNoPlace() {
        limit.set(1);
        var admission = admission(0, LONG);
        var isAside = new CountDownLatch(1);
        var waiter = threads.submit(() -> admission.admit(
                "slow",
                () -> Admission.aside(() -> {
                    isAside.countDown();
                    return awaitEnd();
                })));
        await().until(() -> isAside.getCount() == 0);

        assertThat(admission.admit("quick", () -> {})).isTrue();
        end.countDown();

        await().until(waiter::isDone);
        assertThat(gauge("active")).isZero();
    }

    @Test
    void whatTakesLongByItsNatureGivesUpItsPlace() {
        limit.set(1);
        var admission = admission(0, LONG);
        var outer = admission.admit("import", () -> {
            Admission.giveUpPlace();
            assertThat(gauge("active")).isZero();
        });

        assertThat(outer).isTrue();
        assertThat(gauge("active")).isZero();
    }

    @Test
    void aFailureGivesThePlaceBack() {
        var admission = admission(0, LONG);

        assertThatIllegalStateException()
                .isThrownBy(() -> admission.admit("guest", () -> {
                    throw new IllegalStateException();
                }));

        assertThat(gauge("active")).isZero();
    }

    @Test
    void aHigherLimitAdmitsThoseWhoWait() {
        limit.set(1);
        var admission = admission(10, LONG);
        busy(admission, 1);
        var waiter = waiting(admission, "first", 1);

        limit.set(3);
        assertThat(admission.admit("second", () -> {})).isTrue();

        await().until(() -> gauge("waiting") == 0);
        end.countDown();
        assertThat(waiter.get(0).join()).isTrue();
    }

    private Admission admission(int maxWaiting, Duration patience) {
        return new Admission(
                "test", waiting -> limit.get(), limit.get() + maxWaiting, patience, patience, now::get, meters);
    }

    private static void refuseOne(Admission admission) {
        take(admission, 100);
        assertThat(admission.admit("guest", () -> {})).isFalse();
        release(admission, 100);
    }

    private static void take(Admission admission, int permits) {
        IntStream.range(0, permits).forEach(i -> admission.turns().take());
    }

    private static void release(Admission admission, int permits) {
        IntStream.range(0, permits).forEach(i -> admission.turns().release());
    }

    /** Requests that are served until the end. */
    private List<CompletableFuture<Boolean>> busy(Admission admission, int count) {
        var requests = coming(admission, "busy", count);
        await().until(() -> gauge("active") == count);
        return requests;
    }

    private List<CompletableFuture<Boolean>> waiting(Admission admission, String client, int count) {
        var requests = coming(admission, client, count);
        await().until(() -> gauge("waiting") == count);
        return requests;
    }

    private List<CompletableFuture<Boolean>> coming(Admission admission, String client, int count) {
        var requests = new ArrayList<CompletableFuture<Boolean>>();
        for (var i = 0; i < count; i++) {
            requests.add(CompletableFuture.supplyAsync(() -> admission.admit(client, this::awaitEnd), threads));
        }
        return requests;
    }

    private boolean awaitEnd() {
        try {
            return end.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void note(List<String> order, String what) {
        synchronized (order) {
            order.add(what);
        }
    }

    private int gauge(String name) {
        return (int) meters.get("admission." + name).gauge().value();
    }
}
