package dev.polyglotdb.lab.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.lab.Disagreement;
import dev.polyglotdb.lab.LabTest;
import dev.polyglotdb.lab.Laboratory;
import dev.polyglotdb.testing.TakingTurns;
import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@LabTest
@ResourceLock(TakingTurns.FIRST_SHOP)
class OperationExperimentTests {

    private static final String KEY = "lab_operation";

    private final Laboratory laboratory;
    private final StoreControl control;
    private final RedisClient redis;

    OperationExperimentTests(Laboratory laboratory, StoreControl control, RedisClient redis) {
        this.laboratory = laboratory;
        this.control = control;
        this.redis = redis;
    }

    /** Redis draws another number for each process. */
    @Test
    void aRestartedEngineIsAnotherProcessWithTheSameData() throws Exception {
        try (var connection = redis.connect()) {
            connection.sync().set(KEY, "kept");
        }
        var before = runId();

        laboratory.tryOut(new OperationExperiment());

        assertThat(runId()).isNotEqualTo(before);
        try (var connection = redis.connect()) {
            assertThat(connection.sync().getdel(KEY)).isEqualTo("kept");
        }
    }

    @Test
    void anEngineThatHoldsNoMemoryIsNotBelieved() {
        assumeThat(control.use(Engine.POSTGRES)).isPresent();

        assertThatThrownBy(() -> laboratory.tryOut(new OperationExperiment(use -> 0)))
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining(Engine.POSTGRES.title());
    }

    private String runId() {
        try (var connection = redis.connect()) {
            return connection
                    .sync()
                    .info("server")
                    .lines()
                    .filter(line -> line.startsWith("run_id:"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
