package dev.polyglotdb.platform.tracing;

import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;

/** Makes the spans of requests. They tell of a failure as {@link TraceSpan#failed} does. */
final class RequestSpans extends PropagatingReceiverTracingObservationHandler<ReceiverContext<Object>> {

    RequestSpans(Tracer tracer, Propagator propagator) {
        super(tracer, propagator);
    }

    @Override
    public void onError(ReceiverContext<Object> request) {
        var failure = request.getError();
        if (failure != null) {
            TraceSpan.tell(failure, getRequiredSpan(request));
        }
    }
}
