package dev.polyglotdb.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who waits and who is refused when more come at once than are served. */
@Tag("fast")
class AdmissionBurstTests extends AdmissionFixture {

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
    void aClientWithManyRequestsDelaysAnotherByOnePlaceOnly() {
        limit.set(1);
        var admission = admission(10, LONG);
        busy(admission, 1);
        var flood = waiting(admission, "flood", 10);
        var order = new CopyOnWriteArrayList<String>();
        flood.forEach(request -> request.thenAccept(served -> order.add("flood " + served)));
        var guest = threads.submit(() -> admission.admit("guest", () -> order.add("guest")));

        // A full queue makes room for the guest, at the cost of the largest group.
        await().untilAsserted(() -> assertThat(order).containsExactly("flood false"));
        end.countDown();

        await().until(guest::isDone);
        assertThat(order.indexOf("guest")).isLessThanOrEqualTo(2);
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
}
