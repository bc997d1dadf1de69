package dev.polyglotdb.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.ExtraApplication;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;

/** What is in a trace, where every trace is kept, and what its spans tell. */
@Tag("fast")
class RequestsOnlyTests {

    @Import({TracedLogTests.Traced.class, TracingConfiguration.class, EndedSpans.class})
    static class Application {}

    private final ConfigurableApplicationContext application = ExtraApplication.of(Application.class)
            .web(WebApplicationType.NONE)
            .run(
                    "--management.opentelemetry.tracing.export.otlp.endpoint=http://localhost:1",
                    "--management.tracing.sampling.probability=1");

    private final Tracing tracing = application.getBean(Tracing.class);
    private final Queue<SpanData> ended = application.getBean(EndedSpans.class).spans;

    @AfterEach
    void end() {
        application.close();
    }

    @Test
    void theCallsOfARequestAreInItsTrace() {
        observe(request("/products"));

        assertThat(ended).hasSize(2).anySatisfy(call -> {
            assertThat(call.getName()).isEqualTo("redis ping");
            assertThat(ended).extracting(SpanData::getSpanId).contains(call.getParentSpanId());
        });
    }

    /** Otherwise each call of a store would be sent alone, below a span that is not. */
    @Test
    void theCallsOfAScheduledTaskAreInNoTrace() throws NoSuchMethodException {
        observe(new ScheduledTaskObservationContext(this, getClass().getDeclaredMethod("end")));

        assertThat(ended).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/prometheus", "/actuator/health", "/actuator/health/liveness"})
    void neitherAreThoseOfAScrapeOrAProbe(String path) {
        observe(request(path));

        assertThat(ended).isEmpty();
    }

    @Test
    void aSpanTellsTheClassOfAFailureAndNotItsText() {
        start(request("/products")).error(new IllegalStateException("secret")).stop();

        assertThat(ended).singleElement().satisfies(span -> {
            assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
                    .isEqualTo(IllegalStateException.class.getName());
            assertThat(span.toString()).doesNotContain("secret");
        });
    }

    private static Observation.Context request(String path) {
        return new ServerRequestObservationContext(
                new MockHttpServletRequest("GET", path), new MockHttpServletResponse());
    }

    /** Calls a store meanwhile. */
    private void observe(Observation.Context context) {
        var observation = start(context);
        try (var scope = observation.openScope()) {
            tracing.call("redis", "ping").close();
        }
        observation.stop();
    }

    private Observation start(Observation.Context context) {
        return Observation.start("work", () -> context, application.getBean(ObservationRegistry.class));
    }

    static class EndedSpans implements SpanProcessor {

        final Queue<SpanData> spans = new ConcurrentLinkedQueue<>();

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            spans.add(span.toSpanData());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
