package dev.polyglotdb.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done for an order in one store. Durations are in milliseconds.
 *
 * @param id the same wherever the step is told of; steps that were noted together share what stands before the dot
 * @param kind the operation that the step belongs to
 * @param name the name of a step of a request, or of the outbox sink
 * @param store the id of a store, or {@code gateway}
 * @param at when it began
 * @param startMs when it began, after the first step of its operation
 * @param waitedMs when it began, after the transaction that added its outbox entry began; null for a step of a request
 * @param attempts how often its outbox entry had failed by a defect before; null for a step of a request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TraceStep(
        String id,
        @JsonProperty("operation") OperationKind kind,
        String name,
        String store,
        Instant at,
        BigDecimal startMs,
        BigDecimal durationMs,
        @Nullable BigDecimal waitedMs,
        @Nullable Integer attempts) {

    /** Returns the id of the row that the step was noted in. */
    public long row() {
        var dot = id.indexOf('.');
        return Long.parseLong(dot < 0 ? id : id.substring(0, dot));
    }
}
