package dev.polyglotdb.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AdmissionTests extends AdmissionFixture {

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
    void whoeverWaitsLongerThanTheirPatienceIsRefused() {
        var admission = admission(10, Duration.ofMillis(20));
        busy(admission, 2);

        assertThat(admission.admit("guest", () -> {})).isFalse();
        assertThat(gauge("waiting")).isZero();
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
}
