package dev.polyglotdb.lab.orders;

import dev.polyglotdb.lab.LabTest;
import dev.polyglotdb.lab.Laboratory;
import dev.polyglotdb.testing.TakingTurns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@LabTest
@ResourceLock(TakingTurns.FIRST_SHOP)
class OrderExperimentTests {

    private final Laboratory laboratory;

    OrderExperimentTests(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    @Test
    void allSidesSellTheSameAndLoseNothingWhenKilled() throws Exception {
        laboratory.tryOut(new OrderExperiment());
    }
}
