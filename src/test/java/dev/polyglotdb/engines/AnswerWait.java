package dev.polyglotdb.engines;

import org.awaitility.Awaitility;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** Waits until the engine in a container answers queries, or until the container has ended. */
final class AnswerWait extends AbstractWaitStrategy {

    private final Engine engine;
    private final int port;

    AnswerWait(Engine engine, int port) {
        this.engine = engine;
        this.port = port;
    }

    @Override
    protected void waitUntilReady() {
        Awaitility.await(engine.title())
                .atMost(startupTimeout)
                .until(() -> answers() || !waitStrategyTarget.isRunning());
        if (!answers()) {
            throw new ContainerLaunchException("The container has ended.");
        }
    }

    private boolean answers() {
        return Probe.answers(engine, LocalEngine.HOST, port);
    }
}
