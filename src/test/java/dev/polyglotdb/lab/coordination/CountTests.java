package dev.polyglotdb.lab.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CountTests {

    private static final List<Long> BOTH = List.of(1L, 2L);

    @Test
    void nothingIsWrongWithWhatAllStoresHaveOnce() {
        assertThat(count(BOTH, BOTH, BOTH, 2)).isEqualTo(Count.CLEAN);
    }

    @Test
    void anOrderIsLostInCassandraIfOneOfItsTimelinesMissesIt() {
        assertThat(count(BOTH, List.of(2L), BOTH, 2)).isEqualTo(new Count(1, 1, 0, 0, 0));
    }

    @Test
    void anOrderIsLostInNeo4jIfTheGraphMissesIt() {
        assertThat(count(BOTH, BOTH, List.of(), 2)).isEqualTo(new Count(2, 0, 2, 0, 0));
    }

    @Test
    void anOrderThatBothStoresMissIsLostOnce() {
        assertThat(count(List.of(2L), List.of(2L), List.of(), 2)).isEqualTo(new Count(2, 1, 2, 0, 0));
    }

    @Test
    void moreOrdersThanAnybodyWantedAreDoubledAsAreMoreEntries() {
        assertThat(count(BOTH, List.of(1L, 1L, 2L), BOTH, 1)).isEqualTo(new Count(0, 0, 0, 2, 0));
    }

    @Test
    void anOrderThatSeveralStoresHaveTwiceIsDoubledOnce() {
        var twice = List.of(1L, 1L, 2L);
        assertThat(count(twice, twice, twice, 2)).isEqualTo(new Count(0, 0, 0, 1, 0));
    }

    @Test
    void anEntryWithoutItsOrderIsContradictory() {
        assertThat(count(BOTH, List.of(1L, 2L, 3L), List.of(1L, 2L, 4L), 2)).isEqualTo(new Count(0, 0, 0, 0, 2));
    }

    @Test
    void anOrderThatSeveralStoresHaveAndPostgresHasNotIsContradictoryOnce() {
        var more = List.of(1L, 2L, 3L);
        assertThat(count(more, more, more, 2)).isEqualTo(new Count(0, 0, 0, 0, 1));
    }

    @Test
    void anAcknowledgedOrderThatIsNotThereIsLost() {
        var found = new Count.Found(Set.of(), List.of(), List.of());
        assertThat(Count.of(found, List.of(7L), 1)).isEqualTo(new Count(1, 0, 0, 0, 0));
    }

    private static Count count(List<Long> ofUsers, List<Long> ofProducts, List<Long> graph, long wanted) {
        var found = new Count.Found(Set.of(1L, 2L), List.of(ofUsers, ofProducts), graph);
        return Count.of(found, BOTH, wanted);
    }
}
