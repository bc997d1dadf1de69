package dev.polyglotdb.platform.stores;

import dev.polyglotdb.platform.tracing.TraceSpan;
import dev.polyglotdb.platform.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Measures the calls of {@link UsesStore} classes, names the store in their failures, and refuses calls that cannot
 * succeed.
 */
final class StoreCallInterceptor implements MethodInterceptor {

    private final ThreadLocal<@Nullable Store> running = new ThreadLocal<>();
    private final Map<MethodClassKey, Store> stores = new ConcurrentHashMap<>();
    private final MeterRegistry meters;

    private final StoreGuards guards;
    private final Tracing tracing;

    StoreCallInterceptor(MeterRegistry meters, StoreGuards guards, Tracing tracing) {
        this.meters = meters;
        this.guards = guards;
        this.tracing = tracing;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        var store = storeOf(invocation);
        if (running.get() == store) {
            // A nested call is part of one that is counted already, but its answer shows that the store is there.
            var part = heard(store, named(store, invocation));
            if (!(part instanceof CompletionStage)) {
                guards.of(store).heard();
            }
            return part;
        }
        var outer = running.get();
        running.set(store);
        try (var call = ServerTiming.start(store);
                var span = tracing.call(store.id(), invocation.getMethod().getName())) {
            return traced(span, store, invocation);
        } finally {
            if (outer == null) {
                running.remove();
            } else {
                running.set(outer);
            }
        }
    }

    private @Nullable Object traced(TraceSpan span, Store store, MethodInvocation invocation) throws Throwable {
        try {
            var result = guarded(store, invocation);
            span.lastsUntil(result);
            return result;
        } catch (Throwable failure) {
            throw span.failed(failure);
        }
    }

    private @Nullable Object guarded(Store store, MethodInvocation invocation) throws Throwable {
        var guard = guards.of(store);
        if (TimeBudget.isSpent()) {
            throw refused(store, noTimeLeft(store));
        }
        try {
            guard.enter();
        } catch (StoreException refusal) {
            throw refused(store, refusal);
        }
        var begun = System.nanoTime();
        try {
            var result = heard(store, named(store, invocation));
            if (result instanceof CompletionStage) {
                // The statement was sent; the answer is still to come.
                guard.asked();
            } else {
                count(store, "answered", begun);
                guard.answered(System.nanoTime() - begun);
            }
            return result;
        } catch (StoreUnavailableException failure) {
            count(store, "failed", begun);
            if (failure.store() == store && isTooLate(guard, begun, failure)) {
                // Whether the store is away is for others to tell.
                guard.asked();
                throw new StoreOverloadedException(store, failure);
            }
            if (failure.store() == store) {
                guard.failed(System.nanoTime() - begun, failure);
            } else {
                guard.answered(System.nanoTime() - begun);
            }
            throw failure;
        } catch (Throwable refusal) {
            // An error of the store is an answer, too.
            count(store, "answered", begun);
            guard.answered(System.nanoTime() - begun);
            throw refusal;
        } finally {
            guard.leave();
        }
    }

    /** Notes when the answer comes, if it is still to come. */
    private @Nullable Object heard(Store store, @Nullable Object result) {
        return result instanceof CompletionStage<?> answer
                ? answer.whenComplete((value, failure) -> note(store, failure))
                : result;
    }

    private void note(Store store, @Nullable Throwable failure) {
        if (failure == null) {
            guards.of(store).heard();
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
        meters.timer("store.calls", "store", store.id(), "outcome", outcome)
                .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }

    private Store storeOf(MethodInvocation invocation) {
        var type = AopUtils.getTargetClass(Objects.requireNonNull(invocation.getThis()));
        return stores.computeIfAbsent(
                new MethodClassKey(invocation.getMethod(), type), key -> find(type, invocation.getMethod()));
    }

    private static Store find(Class<?> type, Method method) {
        var annotation = AnnotatedElementUtils.findMergedAnnotation(type, UsesStore.class);
        if (annotation == null) {
            annotation = AnnotatedElementUtils.findMergedAnnotation(method.getDeclaringClass(), UsesStore.class);
        }
        return Objects.requireNonNull(annotation).value();
    }
}
