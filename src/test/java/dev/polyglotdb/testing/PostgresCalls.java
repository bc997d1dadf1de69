package dev.polyglotdb.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts what the thread of a test asks of PostgreSQL. Each of it is a round trip. */
public final class PostgresCalls implements MergedBeanDefinitionPostProcessor {

    /** How many statements were sent, those of a batch as one, and how many transactions were committed explicitly. */
    public record Count(int statements, int commits) {}

    private static final ThreadLocal<Count> COUNT = ThreadLocal.withInitial(() -> new Count(0, 0));

    /** Returns what the work asks in this thread. */
    public static Count during(Runnable work) {
        var before = COUNT.get();
        work.run();
        var after = COUNT.get();
        return new Count(after.statements - before.statements, after.commits - before.commits);
    }

    /** Does nothing. Spring calls processors of this kind after all others. */
    @Override
    public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String name) {}

    /** Encloses the application's own wrapper, which must have found the pool. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DelegatingDataSource source ? new Counted(source) : bean;
    }

    private static final class Counted extends DelegatingDataSource {

        Counted(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return counted(Connection.class, super.getConnection());
        }
    }

    private static <T> T counted(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                PostgresCalls.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(target, method, arguments)));
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        count(target, method.getName());
        try {
            var result = method.invoke(target, arguments);
            // A statement that was unwrapped stays what it is.
            return target instanceof Connection && result instanceof PreparedStatement statement
                    ? counted(PreparedStatement.class, statement)
                    : result;
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static void count(Object target, String method) {
        var before = COUNT.get();
        if (target instanceof Statement && method.startsWith("execute")) {
            COUNT.set(new Count(before.statements + 1, before.commits));
        } else if (method.equals("commit")) {
            COUNT.set(new Count(before.statements, before.commits + 1));
        }
    }
}
