package dev.polyglotdb.lab.recommendations;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.lab.Disagreement;
import dev.polyglotdb.lab.LabTest;
import dev.polyglotdb.lab.Laboratory;
import java.util.Map;
import org.junit.jupiter.api.Test;

@LabTest
class RecommendationExperimentTests {

    private final Laboratory laboratory;

    RecommendationExperimentTests(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    @Test
    void neo4jAndPostgresRecommendTheSame() throws Exception {
        laboratory.tryOut(new RecommendationExperiment());
    }

    @Test
    void aSideThatLooksLessFarAheadDisagrees() {
        assertThatThrownBy(() -> laboratory.tryOut(new RecommendationExperiment(Map.of("after", 7))))
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("Recommend products to a user");
    }
}
