package dev.polyglotdb.lab.timelines;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.lab.Disagreement;
import dev.polyglotdb.lab.LabTest;
import dev.polyglotdb.lab.Laboratory;
import org.junit.jupiter.api.Test;

@LabTest
class TimelineExperimentTests {

    private final Laboratory laboratory;

    TimelineExperimentTests(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    @Test
    void cassandraAndPostgresAgreeOnEveryPage() throws Exception {
        laboratory.tryOut(new TimelineExperiment());
    }

    @Test
    void aSideThatReadsTheOldestFirstDisagrees() {
        assertThatThrownBy(() -> laboratory.tryOut(new TimelineExperiment("asc")))
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("A page of a busy timeline");
    }
}
