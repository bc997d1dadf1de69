package dev.polyglotdb.resilience.crash;

import dev.polyglotdb.platform.outbox.OutboxService;
import dev.polyglotdb.platform.outbox.OutboxSink;
import dev.polyglotdb.platform.stores.PostgresTransactions;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Makes the application write to its stores in turn, within the request: no outbox, but the followers themselves, one
 * after the other, as soon as PostgreSQL has committed. The application is otherwise as it is.
 */
final class WritesInTurn implements MethodInterceptor {

    private final ObjectProvider<OutboxSink> sinks;
    private final List<String> names;
    private final ThreadLocal<List<Runnable>> writes = ThreadLocal.withInitial(ArrayList::new);

    private WritesInTurn(ObjectProvider<OutboxSink> sinks, List<String> names) {
        this.sinks = sinks;
        this.names = names;
    }

    /** @param names of the followers to write to, in this order */
    static Advisor advisor(ObjectProvider<OutboxSink> sinks, List<String> names) {
        var pointcut = new StaticMethodMatcherPointcut() {
            @Override
            public boolean matches(Method method, Class<?> target) {
                return addsEntries(method) || isTransaction(method);
            }
        };
        var advisor = new DefaultPointcutAdvisor(pointcut, new WritesInTurn(sinks, names));
        advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return advisor;
    }

    private static boolean addsEntries(Method method) {
        return method.getDeclaringClass() == OutboxService.class
                && method.getName().equals("add");
    }

    private static boolean isTransaction(Method method) {
        return method.getDeclaringClass() == PostgresTransactions.class
                && method.getName().equals("execute");
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        if (addsEntries(call.getMethod())) {
            note((Long) call.getArguments()[0]);
            return Instant.now();
        }
        // A transaction that runs again adds again.
        writes.remove();
        var result = call.proceed();
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            var due = writes.get();
            writes.remove();
            due.forEach(Runnable::run);
        }
        return result;
    }

    private void note(long orderId) {
        for (var name : names) {
            writes.get()
                    .add(() -> sinks.stream()
                            .filter(sink -> sink.name().equals(name))
                            .forEach(sink -> sink.apply(Set.of(orderId))));
        }
    }
}
