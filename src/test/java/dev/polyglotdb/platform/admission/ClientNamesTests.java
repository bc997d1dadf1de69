package dev.polyglotdb.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.Sha256;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ClientNamesTests {

    private static final String HERE = "192.0.2.1";

    private final ClientNames clientNames = new ClientNames();

    @Test
    void madeUpTokensOfOneAddressAreOneClient() {
        assertThat(clientNames.of("Bearer made-up", HERE))
                .isEqualTo(clientNames.of("Bearer another", HERE))
                .isEqualTo(clientNames.of(null, HERE))
                .isNotEqualTo(clientNames.of(null, "192.0.2.2"));
    }

    @Test
    void addressesOfOneNetworkAreOneClient() {
        assertThat(clientNames.of(null, "2001:db8:1:2::1")).isEqualTo(clientNames.of(null, "2001:db8:1:2::2"));
    }

    @Test
    void aSessionThatWasFoundIsAClientWhereverItIs() {
        clientNames.found(Sha256.hex("token"));

        assertThat(clientNames.of("Bearer token", HERE))
                .isEqualTo(clientNames.of("bearer  token", "192.0.2.2"))
                .isNotEqualTo(clientNames.of(null, HERE))
                .doesNotContain("token");
    }

    @Test
    void aSessionThatHasEndedIsNoClient() {
        clientNames.found(Sha256.hex("token"));
        clientNames.missed(Sha256.hex("token"));

        assertThat(clientNames.of("Bearer token", HERE)).isEqualTo(HERE);
    }

    @Test
    void theSessionsThatWereFoundLatelyAreKnown() {
        clientNames.found(Sha256.hex("often"));
        clientNames.found(Sha256.hex("once"));
        IntStream.range(0, 9_998).forEach(n -> clientNames.found(Sha256.hex("other " + n)));
        clientNames.found(Sha256.hex("often"));
        clientNames.found(Sha256.hex("one more"));

        assertThat(clientNames.of("Bearer often", HERE)).isNotEqualTo(HERE);
        assertThat(clientNames.of("Bearer once", HERE)).isEqualTo(HERE);
    }
}
