package dev.polyglotdb.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.polyglotdb.testing.ExtraApplication;
import io.micrometer.tracing.Tracer;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.logging.CorrelationIdFormatter;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** What is logged for a request that is traced. */
@Tag("fast")
class TracedLogTests {

    @ImportAutoConfiguration({
        ObservationAutoConfiguration.class,
        OpenTelemetrySdkAutoConfiguration.class,
        OpenTelemetryTracingAutoConfiguration.class,
        MicrometerTracingAutoConfiguration.class
    })
    static class Traced {}

    @Test
    void aLineOfTheLogHasTheIdsOfItsTraceAndSpan() {
        try (var application = run("--management.opentelemetry.tracing.export.otlp.endpoint=http://localhost:1")) {
            var tracer = application.getBean(Tracer.class);
            var logger = (Logger) LoggerFactory.getLogger(TracedLogTests.class);
            var lines = new ListAppender<ILoggingEvent>();
            lines.start();
            logger.addAppender(lines);
            try {
                var span = tracer.startScopedSpan("a request");
                logger.info("within");
                var context = span.context();
                span.end();
                logger.info("afterwards");

                assertThat(column(lines.list.get(0))).contains(context.traceId() + "-" + context.spanId());
                assertThat(column(lines.list.get(1))).doesNotContain(context.traceId());
            } finally {
                logger.detachAppender(lines);
            }
            assertThat(hasColumn(application)).isTrue();
        }
    }

    @Test
    void withoutTracesThereIsNoColumnForThem() {
        try (var application = run()) {
            assertThat(hasColumn(application)).isFalse();
        }
    }

    private static ConfigurableApplicationContext run(String... settings) {
        return ExtraApplication.of(Traced.class).web(WebApplicationType.NONE).run(settings);
    }

    /** Spring Boot's log has the column if this says so. */
    private static boolean hasColumn(ConfigurableApplicationContext application) {
        return Objects.requireNonNull(
                application.getEnvironment().getProperty("logging.expect-correlation-id", Boolean.class));
    }

    private static String column(ILoggingEvent line) {
        return CorrelationIdFormatter.DEFAULT.format(line.getMDCPropertyMap()::get);
    }
}
