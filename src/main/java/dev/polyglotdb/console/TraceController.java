package dev.polyglotdb.console;

import dev.polyglotdb.orders.OrderTraces;
import dev.polyglotdb.platform.web.Caller;
import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.Unbuffered;
import dev.polyglotdb.platform.web.ValidationException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping("/orders/{id}")
class TraceController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final TraceService traces;
    private final OrderTraces orderTraces;
    private final OrderStreams orderStreams;

    TraceController(TraceService traces, OrderTraces orderTraces, OrderStreams orderStreams) {
        this.traces = traces;
        this.orderTraces = orderTraces;
        this.orderStreams = orderStreams;
    }

    @GetMapping("/trace")
    @RolesAllowed("USER")
    OrderTrace trace(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
        return traces.trace(id, caller);
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @RolesAllowed("USER")
    @Nullable
    SseEmitter events(
            @PathVariable long id,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            @AuthenticationPrincipal Caller caller,
            HttpMethod method,
            HttpServletResponse response) {
        var seen = SeenRows.read(lastEventId)
                .orElseThrow(() -> new ValidationException(
                        FieldProblem.of(LAST_EVENT_ID, "must be the id of an event of this stream")));
        orderTraces.requireVisible(id, caller);
        Unbuffered.mark(response);
        if (method.equals(HttpMethod.HEAD)) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            return null;
        }
        return orderStreams.prepare(id, caller.userId(), seen);
    }
}
