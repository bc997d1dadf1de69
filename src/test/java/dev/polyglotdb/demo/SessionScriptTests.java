package dev.polyglotdb.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.ChildProcess;
import dev.polyglotdb.testing.OptionalTools;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.TakingTurns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
class SessionScriptTests {

    private static final Duration BOUND = Duration.ofMinutes(3);

    private final int port;

    SessionScriptTests(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void theSessionOfTheReadmeGetsTheAnswersThatItShows() {
        var bash = OptionalTools.program("bash");
        OptionalTools.program("curl");

        var outcome = ChildProcess.run(
                Path.of("src/docs"),
                Map.of("SHOP", "127.0.0.1:" + port, "NO_PROXY", "127.0.0.1", "no_proxy", "127.0.0.1"),
                BOUND,
                bash.toString(),
                "session.sh");

        assertThat(outcome.exit()).as(outcome.output()).isZero();
    }
}
