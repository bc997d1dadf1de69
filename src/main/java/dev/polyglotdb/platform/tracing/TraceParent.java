package dev.polyglotdb.platform.tracing;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of the header {@code traceparent} of W3C Trace Context, whatever header other services use. */
final class TraceParent {

    private static final Pattern SAMPLED = Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-01");

    private TraceParent() {}

    /** Returns null if the trace is not kept. */
    static @Nullable String write(TraceContext context) {
        return Boolean.TRUE.equals(context.sampled())
                ? "00-" + context.traceId() + "-" + context.spanId() + "-01"
                : null;
    }

    /** Returns null if it can't be read: a later version may write another form. */
    static @Nullable TraceContext read(String parent, Tracer tracer) {
        var parts = SAMPLED.matcher(parent);
        return parts.matches()
                ? tracer.traceContextBuilder()
                        .traceId(parts.group(1))
                        .spanId(parts.group(2))
                        .sampled(true)
                        .build()
                : null;
    }
}
