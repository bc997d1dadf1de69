package dev.polyglotdb.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class BulkheadTests extends AdmissionFixture {

    private static final int SIZE = 8;

    private final Bulkhead bulkhead = new Bulkhead("aside", SIZE, meters);
    private final Admission admission = admission(1000, LONG);
    private final AtomicInteger inside = new AtomicInteger();

    @Test
    void oneClientFillsHalfOfTheBulkheadAndLeavesTheRestToOthers() {
        var greedy = coming("greedy", 100);
        await().until(() -> refused(greedy) == 96);

        var two = coming("two", 3);
        await().until(() -> refused(two) == 1);
        var three = coming("three", 3);

        await().until(() -> refused(three) == 2);
        assertThat(refusals()).isEqualTo(99);
    }

    @Test
    void whoeverIsInTheBulkheadHasNoPlace() {
        coming("slow", 4);
        await().until(() -> inside.get() == 4);

        assertThat(gauge("active")).isZero();

        assertThat(admission.admit("quick", () -> {})).isTrue();
    }

    @Test
    void theBulkheadIsFreeAgainAfterAWaitAndAfterAFailure() {
        for (var i = 0; i < 10 * SIZE; i++) {
            assertThat(bulkhead.<Boolean, RuntimeException>aside(() -> true, IllegalArgumentException::new))
                    .isTrue();
            assertThatIllegalStateException()
                    .isThrownBy(() -> bulkhead.aside(BulkheadTests::fail, IllegalArgumentException::new));
        }
    }

    /** Where there are few threads a share of them is none. */
    @Test
    void aBulkheadAdmitsOneAtLeast() {
        var small = new Bulkhead("small", 0, meters);

        assertThat(small.enter("one")).isTrue();
        assertThat(small.enter("other")).isFalse();
    }

    private static boolean fail() {
        throw new IllegalStateException();
    }

    /** Requests of a client that want to be in the bulkhead until the end. They have a place, and few at a time. */
    private List<CompletableFuture<Boolean>> coming(String client, int count) {
        var requests = new ArrayList<CompletableFuture<Boolean>>();
        for (var i = 0; i < count; i++) {
            requests.add(CompletableFuture.supplyAsync(
                    () -> admission.admit(client, () -> bulkhead.aside(this::stay, IllegalStateException::new)),
                    threads));
        }
        return requests;
    }

    private boolean stay() {
        inside.incrementAndGet();
        return awaitEnd();
    }

    private static long refused(List<CompletableFuture<Boolean>> requests) {
        return requests.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .count();
    }

    private double refusals() {
        return meters.get("admission.refused").tag("lane", "aside").counter().count();
    }
}
