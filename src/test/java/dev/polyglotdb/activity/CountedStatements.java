package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Counts the statements passed to the driver and the bytes of their answers, and loses some on a test's demand. The
 * driver's own request tracker is called only after the result was returned, which is too late for a test.
 */
class CountedStatements implements BeanPostProcessor {

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger bytes = new AtomicInteger();

    private volatile @Nullable String lostCql;

    /** Returns the number of statements that the work executed. */
    int during(Runnable work) {
        var before = count.get();
        work.run();
        return count.get() - before;
    }

    /** Returns how many bytes Cassandra answered to the work. */
    int bytesDuring(Runnable work) {
        var before = bytes.get();
        work.run();
        return bytes.get() - before;
    }

    /** Does the work while each statement that begins with the given text fails without reaching Cassandra. */
    void losing(String beginning, Runnable work) {
        lostCql = beginning;
        try {
            work.run();
        } finally {
            lostCql = null;
        }
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
            if (isLost(arguments[0])) {
                return CompletableFuture.failedFuture(new DriverTimeoutException("lost by the test"));
            }
            return session.executeAsync((Statement<?>) arguments[0]).thenApply(answer -> {
                bytes.addAndGet(answer.getExecutionInfo().getResponseSizeInBytes());
                return answer;
            });
        }
        try {
            return method.invoke(session, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private boolean isLost(Object statement) {
        var beginning = lostCql;
        return beginning != null
                && statement instanceof BoundStatement bound
                && bound.getPreparedStatement().getQuery().startsWith(beginning);
    }
}
