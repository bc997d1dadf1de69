package dev.polyglotdb.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.TakingTurns;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

@ShopTest
@SecondShop
@Order(TakingTurns.LAST)
@ActiveProfiles("demo")
@TestPropertySource(properties = DemoShop.PATIENT)
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
