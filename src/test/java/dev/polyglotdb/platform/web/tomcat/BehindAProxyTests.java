package dev.polyglotdb.platform.web.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.admission.Network;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose word counts for the address of a client. */
@Tag("fast")
class BehindAProxyTests {

    private static final String TRUSTED = "--server.tomcat.remoteip.internal-proxies=127\\.0\\.0\\.1";

    /** Virtual threads have the same names in all servers, and other tests forward requests too. */
    private static BareServer start(String... options) {
        var all = new ArrayList<>(List.of(options));
        all.add("--spring.threads.virtual.enabled=false");
        return BareServer.start(all.toArray(String[]::new));
    }

    @Test
    void aTrustedProxySaysWhoseRequestItIs() {
        try (var server = start("--server.forward-headers-strategy=native", TRUSTED);
                var lines = server.linesOf(UntrustedForwarding.class)) {
            assertThat(server.ask("X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https"))
                    .endsWith("192.0.2.7");
            assertThat(server.ask("X-Forwarded-For: 203.0.113.1, 192.0.2.7"))
                    .as("what the client itself claims is not believed")
                    .endsWith("192.0.2.7");
            assertThat(lines.all()).isEmpty();
        }
    }

    /** The port is another one for each connection. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7:4711", "192.0.2.7:4712", "[::ffff:192.0.2.7]:4711"})
    void aClientIsOneWhateverPortAProxyWritesWithItsAddress(String forwarded) {
        try (var server = start("--server.forward-headers-strategy=native", TRUSTED)) {
            var answer = server.ask("X-Forwarded-For: " + forwarded);
            assertThat(Network.of(answer.substring(answer.lastIndexOf('\n') + 1)))
                    .isEqualTo("192.0.2.7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For: 192.0.2.7", "Forwarded: for=192.0.2.7", "X-Forwarded-Proto: https"})
    void anybodyElseIsNotBelievedAndOneWarningTellsSo(String header) {
        try (var server = start();
                var lines = server.linesOf(UntrustedForwarding.class)) {
            for (var i = 0; i < 3; i++) {
                assertThat(server.ask(header)).endsWith("127.0.0.1");
            }
            assertThat(lines.all())
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1", header.substring(0, header.indexOf(':')))
                    .doesNotContain("192.0.2.7");
        }
    }

    @Test
    void aProxyThatIsNotAmongTheNamedOnesIsNotTrusted() {
        try (var server = start(
                        "--server.forward-headers-strategy=native",
                        "--server.tomcat.remoteip.internal-proxies=10\\.0\\.0\\.1");
                var lines = server.linesOf(UntrustedForwarding.class)) {
            assertThat(server.ask("X-Forwarded-For: 192.0.2.7")).endsWith("127.0.0.1");
            assertThat(lines.all()).hasSize(1);
        }
    }

    @Test
    void whoeverIsAskedDirectlyHasNothingToWarnOf() {
        try (var server = start();
                var lines = server.linesOf(UntrustedForwarding.class)) {
            assertThat(server.ask()).endsWith("127.0.0.1");
            assertThat(lines.all()).isEmpty();
        }
    }
}
