package dev.polyglotdb.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AdmissionConfigurationTests {

    private static final int THREADS = 40;

    /** Each of them is served beside the others, and without a bound they would take every thread. */
    @Test
    void howeverManyWaitForASilentStoreThreadsAreLeftToRefuseTheOthers() throws InterruptedException {
        var lanes = AdmissionConfiguration.lanes(
                THREADS, Duration.ofSeconds(2), new AdmissionProperties(null), () -> 10 * THREADS);

        assertThat(admitted(lanes.clients())).isEqualTo(THREADS * 3 / 4);
        assertThat(admitted(lanes.operators())).isEqualTo(THREADS / 8);
    }

    @Test
    void aClientThatReadsPagesSlowlyLeavesHalfOfThePlacesToOthers() throws InterruptedException {
        var pages = AdmissionConfiguration.lanes(
                        10 * THREADS, Duration.ofSeconds(2), new AdmissionProperties(null), () -> 0)
                .pages()
                .turns();
        while (pages.acquire("slow", Duration.ZERO)) {}

        assertThat(pages.taken()).isEqualTo(4);
        assertThat(pages.acquire("guest", Duration.ZERO)).isTrue();
    }

    private static int admitted(Admission admission) throws InterruptedException {
        var admitted = 0;
        while (admitted < THREADS && admission.turns().acquire("client " + admitted, Duration.ZERO)) {
            admitted++;
        }
        return admitted;
    }
}
