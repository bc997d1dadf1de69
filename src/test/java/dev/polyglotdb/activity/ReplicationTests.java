package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class ReplicationTests {

    private static final String SIMPLE = "org.apache.cassandra.locator.SimpleStrategy";
    private static final String BY_DATA_CENTRE = "org.apache.cassandra.locator.NetworkTopologyStrategy";

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "4, 3", "50, 3"})
    void aDataCentreHasThreeCopiesOrAsManyAsNodes(long nodes, int copies) {
        assertThat(Replication.of(sizes("dc1", nodes)))
                .isEqualTo("{'class': 'NetworkTopologyStrategy', 'dc1': " + copies + "}");
    }

    @Test
    void eachDataCentreHasItsOwnCopies() {
        var sizes = sizes("west", 5);
        sizes.put("east", 2L);
        assertThat(Replication.of(sizes)).isEqualTo("{'class': 'NetworkTopologyStrategy', 'east': 2, 'west': 3}");
    }

    @Test
    void aQuoteInTheNameOfADataCentreEndsNoText() {
        assertThat(Replication.of(sizes("king's", 1))).contains("'king''s': 1");
    }

    @Test
    void withoutDataCentresTheOperatorDecides() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Replication.of(new TreeMap<>()))
                .withMessageContaining("polyglot.activity.replication");
    }

    @Test
    void oneCopyOnSeveralNodesIsWarnedOf() {
        assertThat(Replication.warnings("polyglot", Map.of("class", BY_DATA_CENTRE, "dc1", "1"), sizes("dc1", 3)))
                .singleElement()
                .asString()
                .contains("dc1", "3 nodes", "'dc1': 3");
        assertThat(Replication.warnings("polyglot", Map.of("class", SIMPLE, "replication_factor", "1"), sizes("x", 2)))
                .hasSize(1);
    }

    @Test
    void enoughCopiesAreNotWarnedOf() {
        assertThat(Replication.warnings("polyglot", Map.of("class", BY_DATA_CENTRE, "dc1", "3"), sizes("dc1", 3)))
                .isEmpty();
        assertThat(Replication.warnings("polyglot", Map.of("class", SIMPLE, "replication_factor", "2"), sizes("x", 2)))
                .isEmpty();
    }

    @Test
    void oneCopyOnOneNodeIsNotWarnedOf() {
        assertThat(Replication.warnings("polyglot", Map.of("class", BY_DATA_CENTRE, "dc1", "1"), sizes("dc1", 1)))
                .isEmpty();
    }

    @Test
    void aDataCentreWithoutCopiesOnPurposeIsNotWarnedOf() {
        var sizes = sizes("analytics", 4);
        sizes.put("dc1", 3L);
        assertThat(Replication.warnings("polyglot", Map.of("class", BY_DATA_CENTRE, "dc1", "3"), sizes))
                .isEmpty();
    }

    private static TreeMap<String, Long> sizes(String dataCenter, long nodes) {
        return new TreeMap<>(Map.of(dataCenter, nodes));
    }
}
