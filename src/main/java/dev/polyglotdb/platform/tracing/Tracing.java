package dev.polyglotdb.platform.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Adds spans to the trace of the request that this thread works for. Does nothing where traces are off. */
public final class Tracing {

    private final Supplier<@Nullable Tracer> tracer;

    /** @param tracer null if traces are off */
    Tracing(Supplier<@Nullable Tracer> tracer) {
        this.tracer = tracer;
    }

    /** Returns the id of the trace for people who look for it; null if there is none. */
    public @Nullable String id() {
        var context = current();
        return context == null ? null : context.traceId();
    }

    /**
     * Returns what another thread or instance needs to continue the trace, in the form of the header
     * {@code traceparent} (W3C Trace Context); null if there is no trace, or none that is kept.
     */
    public @Nullable String parent() {
        var context = current();
        return context == null ? null : TraceParent.write(context);
    }

    /**
     * Begins a span around a call of a store, within the current one. Without a current span it does nothing: what the
     * application does by itself is in nobody's trace.
     *
     * @param store the name of the store
     * @param call what is called; of a small number of values
     */
    public TraceSpan call(String store, String call) {
        var spans = tracer.get();
        if (spans == null || spans.currentSpan() == null) {
            return TraceSpan.NO_SPAN;
        }
        return TraceSpan.of(
                spans,
                spans.spanBuilder()
                        .name(store + " " + call)
                        .kind(Span.Kind.CLIENT)
                        .tag("db.system.name", store)
                        .start());
    }

    /**
     * Begins spans for work that other threads or instances have put off, each in the trace of its outbox entry. The
     * work itself is done once for all, so the spans of its calls are in the first of these traces.
     *
     * @param parents as {@link #parent} returned them
     * @param work its name
     */
    public TraceSpan continued(Collection<? extends @Nullable String> parents, String work) {
        var spans = tracer.get();
        if (spans == null) {
            return TraceSpan.NO_SPAN;
        }
        var begun = parents.stream()
                .filter(Objects::nonNull)
                .distinct()
                .map(parent -> TraceParent.read(parent, spans))
                .filter(Objects::nonNull)
                .map(parent -> spans.spanBuilder()
                        .setParent(parent)
                        .name(work)
                        .kind(Span.Kind.CONSUMER)
                        .tag("messaging.batch.message_count", parents.size())
                        .start())
                .toArray(Span[]::new);
        return begun.length == 0 ? TraceSpan.NO_SPAN : TraceSpan.of(spans, begun);
    }

    private @Nullable TraceContext current() {
        var spans = tracer.get();
        var span = spans == null ? null : spans.currentSpan();
        return span == null ? null : span.context();
    }
}
