package dev.polyglotdb.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

@Tag("fast")
class TracingSwitchTests {

    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    /** The filter does not ask it. */
    private static final AutoConfigurationMetadata NO_METADATA = (AutoConfigurationMetadata) Proxy.newProxyInstance(
            TracingSwitchTests.class.getClassLoader(),
            new Class<?>[] {AutoConfigurationMetadata.class},
            (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private static final @Nullable String[] CONFIGURATIONS = {
        "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
        "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
        "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
        null,
        "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
    };

    @Test
    void withoutAnAddressThereIsNoTracing() {
        assertThat(configured(Map.of())).containsExactly(false, false, false, true, true);
        assertThat(configured(Map.of(ENDPOINT, " "))).containsExactly(false, false, false, true, true);
    }

    @Test
    void withAnAddressThereIs() {
        assertThat(configured(Map.of(ENDPOINT, "http://localhost:4318/v1/traces")))
                .containsOnly(true);
    }

    @Test
    void whoeverSaysSoHasTheSay() {
        assertThat(configured(Map.of(ENDPOINT, "http://localhost:4318/v1/traces", TracingSwitch.ENABLED, "false")))
                .containsExactly(false, false, false, true, true);
    }

    private static boolean[] configured(Map<String, Object> settings) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("settings", settings));
        new TracingSwitch().postProcessEnvironment(environment, new SpringApplication());
        var filter = new TracingSwitch();
        filter.setEnvironment(environment);
        return filter.match(CONFIGURATIONS, NO_METADATA);
    }
}
