package dev.polyglotdb.orders;

import dev.polyglotdb.platform.outbox.AppliedEntry;
import dev.polyglotdb.platform.outbox.OutboxEntries;
import dev.polyglotdb.platform.outbox.UnappliedEntry;
import dev.polyglotdb.platform.web.Caller;
import dev.polyglotdb.platform.web.ProblemException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Tells what was done for orders, step by step, and what they are in each store. */
@Service
public class OrderTraces {

    private final OrderLookup lookup;
    private final OrderFollowers followers;
    private final OperationRecords operationRecords;
    private final OutboxEntries outboxEntries;
    private final OrderRows orderRows;

    OrderTraces(
            OrderLookup lookup,
            OrderFollowers followers,
            OperationRecords operationRecords,
            OutboxEntries outboxEntries,
            OrderRows orderRows) {
        this.lookup = lookup;
        this.followers = followers;
        this.operationRecords = operationRecords;
        this.outboxEntries = outboxEntries;
        this.orderRows = orderRows;
    }

    /**
     * Returns an order with everything that its followers need.
     *
     * @throws ProblemException (404) if the order does not exist, or belongs to another user and the caller is not an
     *     administrator
     */
    public OrderState visible(long id, Caller caller) {
        return lookup.visible(id, caller);
    }

    /**
     * Checks that the caller may see an order.
     *
     * @throws ProblemException (404) under the same conditions as {@link #visible}
     */
    public void requireVisible(long id, Caller caller) {
        lookup.requireVisible(id, caller);
    }

    /** Returns the progress of each of these orders, by id. It runs three queries, whatever their number. */
    public Map<Long, OrderProgress> progress(Collection<Long> orderIds) {
        // What waits is read first: what is applied meanwhile is then told twice, and never not at all.
        var waiting =
                outboxEntries.unapplied(orderIds).stream().collect(Collectors.groupingBy(UnappliedEntry::subjectId));
        var applied = outboxEntries.applied(orderIds).stream().collect(Collectors.groupingBy(AppliedEntry::subjectId));
        var operations =
                operationRecords.of(orderIds).stream().collect(Collectors.groupingBy(OperationRecords.Stored::orderId));
        return orderIds.stream()
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        id -> new OrderProgress(
                                steps(operations.getOrDefault(id, List.of()), applied.getOrDefault(id, List.of())),
                                waiting.getOrDefault(id, List.of()).stream()
                                        .map(this::entry)
                                        .toList())));
    }

    private List<TraceStep> steps(List<OperationRecords.Stored> operations, List<AppliedEntry> applied) {
        return Stream.concat(
                        operations.stream().flatMap(OrderTraces::steps),
                        applied.stream().map(entry -> step(entry, operations, applied)))
                .sorted(Comparator.comparing(TraceStep::at).thenComparing(TraceStep::id))
                .toList();
    }

    private static Stream<TraceStep> steps(OperationRecords.Stored operation) {
        return IntStream.range(0, operation.steps().size()).mapToObj(number -> {
            var step = operation.steps().get(number);
            return new TraceStep(
                    operation.id() + "." + number,
                    operation.kind(),
                    step.name(),
                    step.store(),
                    operation.begunAt().plusNanos(TimeUnit.MICROSECONDS.toNanos(step.begun())),
                    millis(step.begun()),
                    millis(step.took()),
                    null,
                    null);
        });
    }

    private TraceStep step(AppliedEntry entry, List<OperationRecords.Stored> operations, List<AppliedEntry> applied) {
        var operation = operations.stream()
                .filter(stored -> entry.addedAt().equals(stored.entriesAddedAt()))
                .findFirst();
        return new TraceStep(
                Long.toString(entry.id()),
                operation.map(OperationRecords.Stored::kind).orElseGet(() -> unnotedKind(entry, applied)),
                entry.sink(),
                followers.store(entry.sink()),
                entry.claimedAt(),
                millis(operation.map(OperationRecords.Stored::begunAt).orElse(entry.addedAt()), entry.claimedAt()),
                millis(entry.claimedAt(), entry.appliedAt()),
                millis(entry.addedAt(), entry.claimedAt()),
                entry.attempts());
    }

    /** Only an erasure insists, and it is never noted. An order is placed before anything else is done to it. */
    private static OperationKind unnotedKind(AppliedEntry entry, List<AppliedEntry> applied) {
        if (entry.insistent()) {
            return OperationKind.ERASE;
        }
        var isFirst = applied.stream().noneMatch(other -> other.addedAt().isBefore(entry.addedAt()));
        return isFirst ? OperationKind.PLACE : OperationKind.CANCEL;
    }

    private WaitingEntry entry(UnappliedEntry entry) {
        return new WaitingEntry(
                entry.sink(),
                followers.store(entry.sink()),
                entry.progress(),
                entry.addedAt(),
                entry.dueAt(),
                entry.attempts(),
                entry.lastError());
    }

    private static BigDecimal millis(Instant from, Instant to) {
        return millis(TimeUnit.NANOSECONDS.toMicros(Duration.between(from, to).toNanos()));
    }

    private static BigDecimal millis(long micros) {
        return BigDecimal.valueOf(micros, 3);
    }

    /** Returns the rows of an order in PostgreSQL, by table; columns have the names that they have there. */
    public Map<String, Object> rows(long orderId) {
        return orderRows.of(orderId);
    }

    /** Returns all followers; each tells what its store {@linkplain OrderFollower#holdings holds} of an order. */
    public List<OrderFollower> followers() {
        return followers.all();
    }
}
