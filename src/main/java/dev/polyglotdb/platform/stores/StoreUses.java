package dev.polyglotdb.platform.stores;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Tells from the {@link UsesStore} of a class, or else of the type that declares the method, what a call uses. */
final class StoreUses {

    /**
     * What a method uses.
     *
     * @param server the name of the server's guard
     */
    record Use(Store store, String server) {}

    private final Map<MethodClassKey, Use> found = new ConcurrentHashMap<>();
    private final Predicate<String> settings;

    /** @param settings whether a setting is there */
    StoreUses(Predicate<String> settings) {
        this.settings = settings;
    }

    Use of(MethodInvocation invocation) {
        var type = AopUtils.getTargetClass(Objects.requireNonNull(invocation.getThis()));
        return found.computeIfAbsent(
                new MethodClassKey(invocation.getMethod(), type), key -> find(type, invocation.getMethod()));
    }

    private Use find(Class<?> type, Method method) {
        var annotation = AnnotatedElementUtils.findMergedAnnotation(type, UsesStore.class);
        if (annotation == null) {
            annotation = AnnotatedElementUtils.findMergedAnnotation(method.getDeclaringClass(), UsesStore.class);
        }
        var store = Objects.requireNonNull(annotation).value();
        var own = annotation.ownServer();
        return new Use(store, !own.isEmpty() && settings.test(own) ? own : store.id());
    }
}
