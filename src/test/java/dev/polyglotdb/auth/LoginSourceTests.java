package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
@Isolated("it changes the language of the JVM")
class LoginSourceTests {

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", "ADA@example.com", "Ada@Example.Com"})
    void anAccountIsOneInWhateverCaseItsEmailIsTyped(String email) {
        assertThat(source(email, "192.0.2.1")).isEqualTo(source("ada@example.com", "192.0.2.1"));
    }

    @Test
    void theCaseIsThatOfNoCountry() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(source("IDA@example.com", "192.0.2.1")).isEqualTo(source("ida@example.com", "192.0.2.1"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada@example.org", "ada @example.com", "not-an-email"})
    void anotherEmailIsAnotherAccountWhetherOrNotThereIsOne(String email) {
        assertThat(source(email, "192.0.2.1").accountHash())
                .hasSize(64)
                .isNotEqualTo(source("ada@example.com", "192.0.2.1").accountHash());
    }

    @Test
    void whatWasTypedIsNotKept() {
        assertThat(source("ada@example.com", "192.0.2.1").toString()).doesNotContain("ada");
    }

    @Test
    void anAddressCountsAsItsNetwork() {
        assertThat(source("a@b", "2001:db8:1:2::1").network())
                .isEqualTo(source("c@d", "2001:db8:1:2:ffff::9").network())
                .isNotEqualTo(source("a@b", "2001:db8:1:3::1").network());
        assertThat(source("a@b", "192.0.2.1").network()).isEqualTo("192.0.2.1");
        assertThat(source("a@b", "192.0.2.1:4711").network()).isEqualTo("192.0.2.1");
    }

    private static LoginSource source(String email, String address) {
        return LoginSource.of(email, address);
    }
}
