package dev.polyglotdb.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the tracer of the application, which keeps what it makes to itself here. */
@Tag("fast")
class TraceParentTests {

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final OtelTracer tracer = tracer(Sampler.alwaysOn());
    private final Tracing tracing = new Tracing(() -> tracer);

    @Test
    void workGoesOnInTheTraceOfItsOutboxEntry() {
        try (var work = tracing.continued(List.of(PARENT), "work")) {
            assertThat(tracing.id()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(tracing.parent())
                    .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                    .endsWith("-01")
                    .isNotEqualTo(PARENT);
            work.failed(new IllegalStateException());
        }
        assertThat(tracing.id()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "0af7651916cd43dd8448eb211c80319c"
            })
    void whatCannotBeContinuedBeginsNoTrace(String parent) {
        try (var work = tracing.continued(List.of(parent), "work")) {
            assertThat(work).isSameAs(TraceSpan.NO_SPAN);
            assertThat(tracing.id()).isNull();
        }
    }

    @Test
    void workOfManyOutboxEntriesIsInTheTraceOfEach() {
        var other = PARENT.replace("0af7", "1af7");
        List<@Nullable String> parents = Arrays.asList(null, PARENT, other, PARENT);

        try (var work = tracing.continued(parents, "work")) {
            assertThat(work.size()).isEqualTo(2);
        }
    }

    @Test
    void aTraceThatIsNotKeptIsNotHandedOn() {
        var forgetful = tracer(Sampler.alwaysOff());
        var span = forgetful.nextSpan().start();

        try (var scope = forgetful.withSpan(span)) {
            assertThat(new Tracing(() -> forgetful).parent()).isNull();
            assertThat(new Tracing(() -> forgetful).id()).hasSize(32);
        } finally {
            span.end();
        }
    }

    @Test
    void whatTheApplicationDoesByItselfIsInNoTrace() {
        assertThat(tracing.call("redis", "ping")).isSameAs(TraceSpan.NO_SPAN);
    }

    @Test
    void withoutATracerNothingIsDone() {
        var off = NoTracing.OFF;

        assertThat(off.id()).isNull();
        assertThat(off.parent()).isNull();
        assertThat(off.call("redis", "ping")).isSameAs(TraceSpan.NO_SPAN);
        assertThat(off.continued(List.of(PARENT), "work")).isSameAs(TraceSpan.NO_SPAN);
    }

    private static OtelTracer tracer(Sampler sampler) {
        var provider = SdkTracerProvider.builder().setSampler(sampler).build();
        return new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), event -> {});
    }
}
