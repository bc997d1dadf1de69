package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class DiscrepanciesTests {

    private final Discrepancies suspicions = new Discrepancies();

    @Test
    void onlyWhatPersistsIsADifference() {
        suspicions.add("late", () -> false);
        suspicions.add("lost", () -> true);
        suspicions.add("late too", () -> false);

        assertThat(suspicions.confirmed()).containsExactly("lost");
    }

    @Test
    void nothingSuspectedIsNothingConfirmed() {
        assertThat(suspicions.confirmed()).isEmpty();
    }

    @Test
    void aSecondLookComesAfterAllWereFound() {
        var log = new ArrayList<String>();
        for (var name : List.of("first", "second")) {
            suspicions.add(name, () -> log.add("looked again at the " + name));
            log.add("found the " + name);
        }

        suspicions.confirmed();

        assertThat(log)
                .containsExactly(
                        "found the first",
                        "found the second",
                        "looked again at the first",
                        "looked again at the second");
    }

    @Test
    void theFirst100AreToldAndNoMoreAreLookedAt() {
        var looks = new AtomicInteger();
        for (var number = 0; number < 150; number++) {
            suspicions.add("difference " + number, () -> looks.incrementAndGet() > 0);
        }

        assertThat(suspicions.confirmed())
                .hasSize(100)
                .startsWith("difference 0", "difference 1")
                .endsWith("difference 99");
        assertThat(looks).hasValue(100);
    }

    @Test
    void noMoreThanAThousandAreKept() {
        var looks = new AtomicInteger();
        for (var number = 0; number < 5_000; number++) {
            suspicions.add("difference " + number, () -> looks.incrementAndGet() < 0);
        }

        assertThat(suspicions.confirmed()).isEmpty();
        assertThat(looks).hasValue(1_000);
    }
}
