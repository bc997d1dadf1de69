package dev.polyglotdb.console;

import dev.polyglotdb.orders.OrderProgress;
import dev.polyglotdb.orders.TraceStep;
import dev.polyglotdb.orders.WaitingEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events of one order, on their way to one client. All of a stream fits into the buffers of a connection, so a
 * client that does not read holds nobody up.
 */
final class OrderStream extends SseEmitter {

    /** Why a stream ends. */
    enum End {
        APPLIED,
        TIME,
        SHUTDOWN
    }

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /**
     * How long to wait for the steps of a request. They are noted after its transaction, so they may come later than
     * what follows it.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final long orderId;
    private final long userId;
    private final SeenRows seen;
    private final JsonMapper json;
    private final Consumer<OrderStream> begin;
    private final long begun = System.nanoTime();
    private long lastSent = begun;
    private @Nullable List<WaitingEntry> told;

    /** @param begin is called when the answer begins, with the last chance to refuse it by an exception */
    OrderStream(long orderId, long userId, SeenRows seen, JsonMapper json, Consumer<OrderStream> begin) {
        super(0L);
        this.orderId = orderId;
        this.userId = userId;
        this.seen = seen;
        this.json = json;
        this.begin = begin;
    }

    @Override
    protected void extendResponse(ServerHttpResponse response) {
        begin.accept(this);
        super.extendResponse(response);
    }

    long orderId() {
        return orderId;
    }

    long userId() {
        return userId;
    }

    /**
     * Sends what is new.
     *
     * @param progress null if it is unknown just now
     * @return whether the stream goes on
     * @throws IOException if the client is gone
     */
    boolean advance(@Nullable OrderProgress progress) throws IOException {
        if (progress != null) {
            sendSteps(progress.steps());
            sendWaiting(progress.waiting());
            if (progress.waiting().isEmpty()
                    && (isNoted(progress.steps()) || age(begun).compareTo(PATIENCE) > 0)) {
                end(End.APPLIED);
                return false;
            }
        }
        if (age(begun).compareTo(LONGEST) > 0) {
            end(End.TIME);
            return false;
        }
        if (age(lastSent).compareTo(HEARTBEAT) > 0) {
            dispatch(event().comment(""));
        }
        return true;
    }

    private void sendSteps(List<TraceStep> steps) throws IOException {
        var fresh = steps.stream().filter(step -> !seen.has(step.row())).toList();
        for (var next = 0; next < fresh.size(); next++) {
            var step = fresh.get(next);
            var event = event().name("step");
            var isLastOfRow = fresh.stream().skip(next + 1L).noneMatch(later -> later.row() == step.row());
            if (isLastOfRow) {
                seen.add(step.row());
                event = event.id(seen.toString());
            }
            dispatch(event.data(json.writeValueAsString(step)));
        }
    }

    private void sendWaiting(List<WaitingEntry> waiting) throws IOException {
        if (!waiting.equals(told)) {
            told = waiting;
            dispatch(event().name("waiting").data(json.writeValueAsString(waiting)));
        }
    }

    /** Returns whether the steps of each request are there, if those of its outbox entries are. */
    private static boolean isNoted(List<TraceStep> steps) {
        return !steps.isEmpty()
                && steps.stream()
                        .filter(step -> step.waitedMs() != null)
                        .allMatch(follower -> steps.stream()
                                .anyMatch(step -> step.waitedMs() == null && step.kind() == follower.kind()));
    }

    /** @throws IOException if the client is gone */
    void end(End reason) throws IOException {
        dispatch(event().name("end")
                .data(json.writeValueAsString(Map.of("reason", reason.name().toLowerCase(Locale.ROOT)))));
        complete();
    }

    private void dispatch(SseEventBuilder event) throws IOException {
        send(event);
        lastSent = System.nanoTime();
    }

    private static Duration age(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
