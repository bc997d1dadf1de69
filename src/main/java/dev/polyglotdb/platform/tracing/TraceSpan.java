package dev.polyglotdb.platform.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A part of one or more traces, from its beginning until it is closed by the thread that began it. */
public final class TraceSpan implements AutoCloseable {

    /** The span where traces are off. It does nothing. */
    static final TraceSpan NO_SPAN = new TraceSpan(List.of(), () -> {});

    private final List<Span> spans;
    private final Tracer.SpanInScope scope;
    private boolean pending;

    private TraceSpan(List<Span> spans, Tracer.SpanInScope scope) {
        this.spans = spans;
        this.scope = scope;
    }

    /** Makes the first of the spans the current one. */
    static TraceSpan of(Tracer tracer, Span... spans) {
        return new TraceSpan(List.of(spans), tracer.withSpan(spans[0]));
    }

    /**
     * Notes the kind of a failure. Not its message, which may hold what a person has entered.
     *
     * @return the failure
     */
    public <T extends Throwable> T failed(T failure) {
        spans.forEach(span -> tell(failure, span));
        return failure;
    }

    static void tell(Throwable failure, Span span) {
        span.tag("error.type", failure.getClass().getName());
    }

    /** Returns in how many traces it is. */
    int size() {
        return spans.size();
    }

    /** Lasts until the answer, if the result is one that is still to come. */
    public void lastsUntil(@Nullable Object result) {
        if (!spans.isEmpty() && result instanceof CompletionStage<?> answer) {
            pending = true;
            answer.whenComplete((value, failure) -> {
                if (failure != null) {
                    failed(failure);
                }
                spans.forEach(Span::end);
            });
        }
    }

    @Override
    public void close() {
        scope.close();
        if (!pending) {
            spans.forEach(Span::end);
        }
    }
}
