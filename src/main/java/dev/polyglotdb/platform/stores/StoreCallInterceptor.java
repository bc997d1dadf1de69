package dev.polyglotdb.platform.stores;

import dev.polyglotdb.platform.stores.StoreUses.Use;
import dev.polyglotdb.platform.tracing.TraceSpan;
import dev.polyglotdb.platform.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Measures the calls of {@link UsesStore} classes, names the store in their failures, and refuses calls that cannot
 * succeed.
 */
final class StoreCallInterceptor implements MethodInterceptor {

    private final ThreadLocal<@Nullable Use> running = new ThreadLocal<>();
    private final StoreUses storeUses;
    private final CallTimers callTimers;
    private final StoreGuards guards;
    private final Tracing tracing;

    /** @param settings whether a setting is there */
    StoreCallInterceptor(MeterRegistry meters, StoreGuards guards, Tracing tracing, Predicate<String> settings) {
        this.storeUses = new StoreUses(settings);
        this.callTimers = new CallTimers(meters);
        this.guards = guards;
        this.tracing = tracing;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        var use = storeUses.of(invocation);
        var store = use.store();
        var outer = running.get();
        if (use.equals(outer)) {
            // A nested call is part of one that is counted already, but its answer shows that the store is there.
            var guard = guards.of(store, use.server());
            var part = heard(guard, named(store, invocation));
            if (!(part instanceof CompletionStage)) {
                guard.heard();
            }
            return part;
        }
        running.set(use);
        try (var call = ServerTiming.start(store);
                var span = tracing.call(store.id(), invocation.getMethod().getName())) {
            return traced(span, use, invocation);
        } finally {
            if (outer == null) {
                running.remove();
            } else {
                running.set(outer);
            }
        }
    }

    private @Nullable Object traced(TraceSpan span, Use use, MethodInvocation invocation) throws Throwable {
        try {
            var result = guarded(use.store(), guards.of(use.store(), use.server()), invocation);
            span.lastsUntil(result);
            return result;
        } catch (Throwable failure) {
            throw span.failed(failure);
        }
    }

    private @Nullable Object guarded(Store store, StoreGuard guard, MethodInvocation invocation) throws Throwable {
        enter(store, guard);
        var begun = System.nanoTime();
        try {
            var result = heard(guard, named(store, invocation));
            if (result instanceof CompletionStage) {
                // The statement was sent; the answer is still to come.
                guard.asked();
            } else {
                answered(store, guard, begun);
            }
            return result;
        } catch (StoreUnavailableException failure) {
            throw failed(store, guard, begun, failure);
        } catch (Throwable refusal) {
            // An error of the store is an answer, too.
            answered(store, guard, begun);
            throw refusal;
        } finally {
            guard.leave();
        }
    }

    private void enter(Store store, StoreGuard guard) {
        if (TimeBudget.isSpent()) {
            throw refused(store, noTimeLeft(store));
        }
        try {
            guard.enter();
        } catch (StoreException refusal) {
            throw refused(store, refusal);
        }
    }

    private void answered(Store store, StoreGuard guard, long begun) {
        count(store, "answered", begun);
        guard.answered(System.nanoTime() - begun);
    }

    /** @return what the caller is told */
    private StoreException failed(Store store, StoreGuard guard, long begun, StoreUnavailableException failure) {
        count(store, "failed", begun);
        if (failure.store() != store) {
            guard.answered(System.nanoTime() - begun);
            return failure;
        }
        if (isTooLate(guard, begun, failure)) {
            // Whether the store is away is for others to tell.
            guard.asked();
            return new StoreOverloadedException(store, failure);
        }
        guard.failed(System.nanoTime() - begun, failure);
        return failure;
    }

    /** Notes when the answer comes, if it is still to come. */
    private static @Nullable Object heard(StoreGuard guard, @Nullable Object result) {
        return result instanceof CompletionStage<?> answer
                ? answer.whenComplete((value, failure) -> note(guard, failure))
                : result;
    }

    private static void note(StoreGuard guard, @Nullable Throwable failure) {
        if (failure == null) {
            guard.heard();
        }
    }

    /** Blames the store that has taken the time. If it was none of them, there is more to do than can be done. */
    private StoreException noTimeLeft(Store store) {
        var failure = new TimeoutException("no time is left for " + store.displayName());
        var spender = TimeBudget.spender();
        return spender == null
                ? new StoreOverloadedException(store, failure)
                : guards.of(spender).tooLate(TimeBudget.begun(), failure);
    }

    /** Returns whether a store that works had too little time for this call. */
    private static boolean isTooLate(StoreGuard guard, long begun, StoreUnavailableException failure) {
        return TimeOuts.isTimeOut(failure) && guard.tooLate(begun, failure) instanceof StoreOverloadedException;
    }

    private static @Nullable Object named(Store store, MethodInvocation invocation) throws Throwable {
        try {
            return invocation.proceed();
        } catch (StoreException alreadyNamed) {
            throw alreadyNamed;
        } catch (Exception failure) {
            throw switch (FailureKind.of(failure)) {
                case AWAY -> new StoreUnavailableException(store, failure);
                case OVERLOADED, CONFLICT -> new StoreOverloadedException(store, failure);
                case DEFECT -> failure;
            };
        }
    }

    private StoreException refused(Store store, StoreException refusal) {
        count(store, "refused", System.nanoTime());
        return refusal;
    }

    private void count(Store store, String outcome, long begun) {
        callTimers.of(store, outcome).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }
}
