package dev.polyglotdb.products.cache;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProductCacheConfigurationTests {

    private final ProductCacheProperties properties =
            new ProductCacheProperties(Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofSeconds(5), null);

    @Test
    void aBlockThatAWriteMayOutlastIsRefusedAtStart() {
        var asLong = new StoreTimeouts(Duration.ofSeconds(5));

        assertThatIllegalStateException()
                .isThrownBy(() -> new ProductCacheConfiguration(properties, asLong))
                .withMessageContainingAll("polyglot.products.cache.block", "polyglot.stores.response-time");
    }

    @Test
    void aLongerOneIsNot() {
        var shorter = new StoreTimeouts(Duration.ofSeconds(4));

        assertThatCode(() -> new ProductCacheConfiguration(properties, shorter)).doesNotThrowAnyException();
    }
}
