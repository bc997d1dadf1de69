package dev.polyglotdb.platform.stores;

import dev.polyglotdb.platform.tracing.NoTracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.dao.QueryTimeoutException;

/** Calls of a store that answers or fails as a test wants it, past the guard that all calls pass. */
abstract class StoreCallFixture {

    private static final Duration WAIT = Duration.ofMillis(5);

    @UsesStore(Store.NEO4J)
    static class Calls {

        int fail() {
            throw new UncheckedIOException(new IOException("refused"));
        }

        int read() {
            return 1;
        }

        void work(Runnable parts) {
            parts.run();
        }

        int waitInVain(Runnable meanwhile) {
            var begun = System.nanoTime();
            while (System.nanoTime() - begun < WAIT.toNanos()) {
                Thread.onSpinWait();
            }
            meanwhile.run();
            throw new QueryTimeoutException("no answer in time");
        }

        CompletionStage<Integer> readLater() {
            return new CompletableFuture<>();
        }
    }

    private static final String OWN_SERVER = "a.server.of.its.own";

    /** The same store, on a server of its own. */
    @UsesStore(value = Store.NEO4J, ownServer = OWN_SERVER)
    static class Elsewhere {

        int fail() {
            throw new UncheckedIOException(new IOException("refused"));
        }

        int read() {
            return 1;
        }
    }

    private final MeterRegistry meters = new SimpleMeterRegistry();
    final StoreGuards guards = new StoreGuards(
            meters, () -> new StoreTimeouts(Duration.ofSeconds(2)), Duration.ofMillis(50), store -> false);
    private final StoreCallInterceptor interceptor =
            new StoreCallInterceptor(meters, guards, NoTracing.OFF, OWN_SERVER::equals);
    final Calls calls = (Calls) proxy(new Calls());

    final Object proxy(Object target) {
        var factory = new ProxyFactory(target);
        factory.setProxyTargetClass(true);
        factory.addAdvice(interceptor);
        return factory.getProxy();
    }

    final boolean isOpen() {
        return is("open");
    }

    final boolean isClosed() {
        return is("closed");
    }

    private boolean is(String state) {
        return meters.get("resilience4j.circuitbreaker.state")
                        .tags("name", "neo4j", "state", state)
                        .gauge()
                        .value()
                > 0;
    }
}
