package dev.polyglotdb.resilience.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class HeapGrowthTests {

    private final HeapGrowth heapGrowth = new HeapGrowth(1_000, 100);

    @Test
    void twoPortionsDecideIfOneOfThemAddsLittle() {
        heapGrowth.add(5_000);
        assertThat(heapGrowth.isUndecided()).isTrue();
        heapGrowth.add(5_099);

        assertThat(heapGrowth.isUndecided()).isFalse();
        assertThat(heapGrowth.isBounded()).isTrue();
    }

    @Test
    void furtherPortionsAreSentUntilOneAddsLittle() {
        heapGrowth.add(2_000);
        heapGrowth.add(3_000);
        assertThat(heapGrowth.isUndecided()).isTrue();
        assertThat(heapGrowth.isBounded()).isFalse();
        heapGrowth.add(2_500);

        assertThat(heapGrowth.isUndecided()).isFalse();
        assertThat(heapGrowth.isBounded()).isTrue();
    }

    @Test
    void whatGrowsWithEveryPortionIsALeak() {
        var size = 1_000;
        while (heapGrowth.isUndecided()) {
            size += 100;
            heapGrowth.add(size);
        }

        assertThat(heapGrowth.isBounded()).isFalse();
        assertThat(heapGrowth).hasToString("the heap grew by [100, 100, 100, 100, 100, 100] bytes to 1600");
    }
}
