package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Counts the statements passed to the driver. The driver's own request tracker is called only after the result was
 * returned, which is too late for a test.
 */
class CountedStatements implements BeanPostProcessor {

    private final AtomicInteger count = new AtomicInteger();

    /** Returns the number of statements that the work executed. */
    int during(Runnable work) {
        var before = count.get();
        work.run();
        return count.get() - before;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof CqlSession session)) {
            return bean;
        }
        return Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {CqlSession.class},
                (proxy, method, arguments) -> call(session, method, arguments));
    }

    private @Nullable Object call(CqlSession session, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        // Simple statements belong to the health check, which runs at any time.
        if (method.getName().equals("executeAsync")
                && arguments != null
                && !(arguments[0] instanceof SimpleStatement)) {
            count.incrementAndGet();
        }
        try {
            return method.invoke(session, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
