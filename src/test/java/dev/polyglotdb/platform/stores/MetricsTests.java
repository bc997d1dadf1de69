package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ShopTest
class MetricsTests {

    private final Shop shop;

    MetricsTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void onlyAnAdministratorReadsTheMetrics() {
        assertThat(shop.anybody().get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(shop.customer().get("/actuator/prometheus").problem()).isEqualTo("forbidden");
        assertThat(shop.admin().get("/actuator/prometheus").http().body())
                .contains("http_server_requests_seconds_count", "hikaricp_connections_active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/env", "/actuator/beans", "/actuator/heapdump", "/actuator/metrics"})
    void noOtherActuatorEndpointIsThere(String path) {
        assertThat(shop.admin().get(path).problem()).isEqualTo("not-found");
    }

    @Test
    void theMetricsCanOnlyBeRead() {
        assertThat(shop.anybody()
                        .send("POST", "/actuator/prometheus", BodyPublishers.noBody())
                        .status())
                .isEqualTo(405);
    }
}
