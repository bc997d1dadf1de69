package dev.polyglotdb.web;

import java.util.Objects;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Times the calls of {@link UsesStore} classes and names the store in their failures. */
final class StoreCallInterceptor implements MethodInterceptor {

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        var store = storeOf(invocation);
        try (var call = ServerTiming.start(store)) {
            return invocation.proceed();
        } catch (StoreUnavailableException alreadyNamed) {
            throw alreadyNamed;
        } catch (Exception failure) {
            throw StoreOutages.isOutage(failure) ? new StoreUnavailableException(store, failure) : failure;
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
