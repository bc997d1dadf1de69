package dev.polyglotdb.lab.coordination;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.lab.Disagreement;
import dev.polyglotdb.lab.LabTest;
import dev.polyglotdb.lab.Laboratory;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Begins before all other experiments, because it takes the longest. The tests that start instances later find the
 * archive of their classes made.
 */
@LabTest
@Order(2)
class CoordinationExperimentTests {

    private final Laboratory laboratory;

    CoordinationExperimentTests(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    @Test
    void theOutboxLosesNothingWhenTheApplicationIsKilled() throws Exception {
        laboratory.tryOut(new CoordinationExperiment());
    }

    @Test
    void aSideThatForgetsAStoreDisagrees() {
        assertThatThrownBy(() -> laboratory.tryOut(new CoordinationExperiment("activity")))
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining(CoordinationExperiment.IN_TURN)
                .hasMessageContaining("lostInCassandra=0")
                .hasMessageNotContaining("lostInNeo4j=0");
    }
}
