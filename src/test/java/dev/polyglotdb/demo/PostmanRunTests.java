package dev.polyglotdb.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

@ShopTest
@Isolated("its application works on the stores of the first shop too")
@ActiveProfiles("demo")
class PostmanRunTests {

    private final int port;

    PostmanRunTests(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void theCollectionRunsFromTopToBottomAndAnyNumberOfTimes() {
        var newman = Newman.installed();

        for (var run = 1; run <= 2; run++) {
            var outcome = newman.run(port);

            assertThat(outcome.exit()).as("run %s: %s", run, outcome.output()).isZero();
        }
    }
}
