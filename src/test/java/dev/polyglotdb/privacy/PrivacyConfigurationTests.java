package dev.polyglotdb.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class PrivacyConfigurationTests {

    private final StoreTimeouts timeouts = new StoreTimeouts(Duration.ofSeconds(2));

    @Test
    void aTimeToSettleThatARequestMayOutlastIsRefusedAtStart() {
        var asLong = new PrivacyProperties(Duration.ofSeconds(13));

        assertThatIllegalStateException()
                .isThrownBy(() -> new PrivacyConfiguration(asLong, timeouts))
                .withMessageContainingAll("polyglot.privacy.settle", "polyglot.stores.response-time");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 20})
    void byDefaultItIsLongEnoughHoweverLongAResponseMayTake(int seconds) {
        var patient = new StoreTimeouts(Duration.ofSeconds(seconds));

        assertThatCode(() -> new PrivacyConfiguration(new PrivacyProperties(null), patient))
                .doesNotThrowAnyException();
        assertThat(new PrivacyProperties(null).settle(timeouts)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aLongerOneIsNot() {
        var longer = new PrivacyProperties(Duration.ofSeconds(14));

        assertThatCode(() -> new PrivacyConfiguration(longer, timeouts)).doesNotThrowAnyException();
    }
}
