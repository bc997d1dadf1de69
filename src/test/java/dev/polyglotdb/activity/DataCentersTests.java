package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class DataCentersTests {

    private static final TreeMap<String, Long> SIZES = new TreeMap<>(Map.of("east", 3L, "west", 3L));

    @Test
    void aWrongLocalDataCentreNamesThePropertyAndTheRightOnes() {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> DataCenters.requireLocal("datacenter1", SIZES))
                .havingCause()
                .withMessageContainingAll("spring.cassandra.local-datacenter", "datacenter1", "east, west");
    }

    @Test
    void theNamesDifferByCase() {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> DataCenters.requireLocal("East", SIZES));
    }

    @Test
    void aRightOneOrNoneIsAccepted() {
        assertThatCode(() -> DataCenters.requireLocal("east", SIZES)).doesNotThrowAnyException();
        assertThatCode(() -> DataCenters.requireLocal(null, SIZES)).doesNotThrowAnyException();
    }

    @Test
    void aClusterThatTellsNoneYetIsGivenTime() {
        assertThatCode(() -> DataCenters.requireLocal("east", new TreeMap<>())).doesNotThrowAnyException();
    }
}
