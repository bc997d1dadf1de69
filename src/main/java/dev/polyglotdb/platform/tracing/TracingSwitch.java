package dev.polyglotdb.platform.tracing;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Turns traces on if they are told where to go. Spring Boot would otherwise make a span of every observation, and throw
 * it away. Without them there is no bean, no thread and no column in the log for them.
 */
public final class TracingSwitch implements EnvironmentPostProcessor, AutoConfigurationImportFilter, EnvironmentAware {

    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    /** Spring Boot's own setting. Whoever sets it has the say. */
    static final String ENABLED = "management.tracing.export.enabled";

    private boolean enabled;

    /** After the files of the configuration, which is the default order, because they may set the address. */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var told = StringUtils.hasText(environment.getProperty(ENDPOINT));
        environment.getPropertySources().addLast(new MapPropertySource("tracingSwitch", Map.of(ENABLED, told)));
    }

    @Override
    public void setEnvironment(Environment environment) {
        enabled = environment.getProperty(ENABLED, Boolean.class, false);
    }

    @Override
    public boolean[] match(@Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
        var matches = new boolean[autoConfigurationClasses.length];
        for (var i = 0; i < matches.length; i++) {
            matches[i] = enabled || !isTracing(autoConfigurationClasses[i]);
        }
        return matches;
    }

    /** @param autoConfiguration null if another filter has refused it */
    private static boolean isTracing(@Nullable String autoConfiguration) {
        return autoConfiguration != null
                && (autoConfiguration.startsWith("org.springframework.boot.micrometer.tracing.")
                        || autoConfiguration.startsWith("org.springframework.boot.opentelemetry."));
    }
}
