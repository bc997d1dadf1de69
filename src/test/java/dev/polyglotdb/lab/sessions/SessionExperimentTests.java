package dev.polyglotdb.lab.sessions;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.lab.Disagreement;
import dev.polyglotdb.lab.LabTest;
import dev.polyglotdb.lab.Laboratory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@LabTest
class SessionExperimentTests {

    private final Laboratory laboratory;

    SessionExperimentTests(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    @Test
    void redisAndPostgresAgreeOnWhoIsLoggedIn() throws Exception {
        laboratory.tryOut(new SessionExperiment());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "and expires_at > now()", "and ends_at > now()"})
    void aSideThatDoesNotCheckEveryEndDisagrees(String live) {
        assertThatThrownBy(() -> laboratory.tryOut(new SessionExperiment(live)))
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("Read and prolong");
    }
}
