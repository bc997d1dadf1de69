package dev.polyglotdb.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Times the calls of {@link UsesStore} classes, and names the store in their failures. */
final class StoreCallInterceptor implements MethodInterceptor {

    private final MeterRegistry meters;

    StoreCallInterceptor(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        var store = storeOf(invocation);
        var timer = Timer.start();
        var outcome = "failed";
        try (var call = ServerTiming.start(store)) {
            var result = invocation.proceed();
            outcome = "answered";
            return result;
        } catch (StoreUnavailableException alreadyNamed) {
            throw alreadyNamed;
        } catch (Exception failure) {
            if (StoreOutages.isOutage(failure)) {
                throw new StoreUnavailableException(store, failure);
            }
            // A refusal is an answer.
            outcome = "answered";
            throw failure;
        } finally {
            timer.stop(meters.timer("store.calls", "store", store.id(), "outcome", outcome));
        }
    }

    private static Store storeOf(MethodInvocation invocation) {
        var type = AopUtils.getTargetClass(Objects.requireNonNull(invocation.getThis()));
        var annotation = AnnotatedElementUtils.findMergedAnnotation(type, UsesStore.class);
        if (annotation == null) {
            annotation = AnnotatedElementUtils.findMergedAnnotation(
                    invocation.getMethod().getDeclaringClass(), UsesStore.class);
        }
        return Objects.requireNonNull(annotation).value();
    }
}
