package dev.polyglotdb.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class NetworkTests {

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff",
        "2001:db8:1:2::1, 2001:0DB8:0001:0002:0000:0000:0000:0001",
        "fe80::1%eth0,    fe80::2%eth1",
        "::ffff:192.0.2.1, 192.0.2.1"
    })
    void addressesOfOneHouseCountAsOne(String one, String other) {
        assertThat(Network.of(one)).isEqualTo(Network.of(other));
    }

    @ParameterizedTest
    @CsvSource({"2001:db8:1:2::1, 2001:db8:1:3::1", "192.0.2.1, 192.0.2.2", "::1, ::ffff:0.0.0.1"})
    void addressesOfTwoCountAsTwo(String one, String other) {
        assertThat(Network.of(one)).isNotEqualTo(Network.of(other));
    }

    /** Each connection has a port of its own. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1:4711,               192.0.2.1",
        "192.0.2.1:1,                  192.0.2.1:65535",
        "[2001:db8:1:2::1]:4711,       2001:db8:1:2::1",
        "[2001:db8:1:2::1]:4711,       [2001:db8:1:2::9]:4712",
        "[2001:db8:1:2::1],            2001:db8:1:2::1",
        "[fe80::1%eth0]:4711,          fe80::1",
        "[::ffff:192.0.2.1]:4711,      192.0.2.1",
        "[::1]:80,                     ::1"
    })
    void anAddressWithAPortCountsAsTheAddress(String one, String other) {
        assertThat(Network.of(one)).isEqualTo(Network.of(other));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1:4711, 192.0.2.2:4711", "[2001:db8:1:2::1]:4711, [2001:db8:1:3::1]:4711"})
    void twoAddressesWithOnePortCountAsTwo(String one, String other) {
        assertThat(Network.of(one)).isNotEqualTo(Network.of(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "192.0.2.1:",
                "192.0.2:80",
                "[192.0.2.1]:80",
                "localhost:80",
                ":",
                "1:2:3",
                "2001:db8::g",
                "::1]:80",
                "[::g]:80"
            })
    void whatIsNoAddressCountsAsItself(String text) {
        assertThat(Network.of(text)).isEqualTo(text);
    }
}
