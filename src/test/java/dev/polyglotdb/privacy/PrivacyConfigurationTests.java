package dev.polyglotdb.privacy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

    @Test
    void aLongerOneIsNot() {
        var longer = new PrivacyProperties(Duration.ofSeconds(14));

        assertThatCode(() -> new PrivacyConfiguration(longer, timeouts)).doesNotThrowAnyException();
    }
}
