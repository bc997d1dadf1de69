package dev.polyglotdb.lab.coordination;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.lab.Disagreement;
import dev.polyglotdb.lab.LabTest;
import dev.polyglotdb.lab.Laboratory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Starting the application again and again takes a minute, and {@code CrashTests} kill it in each build. So the whole
 * experiment runs with {@code -Dpolyglot.lab.kills=2} only.
 */
@LabTest
class CoordinationExperimentTests {

    private final Laboratory laboratory;

    CoordinationExperimentTests(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    @Test
    @EnabledIfSystemProperty(named = "polyglot.lab.kills", matches = "\\d+")
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
