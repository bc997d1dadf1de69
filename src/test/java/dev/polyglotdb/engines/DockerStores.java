package dev.polyglotdb.engines;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;

/** The five engines in containers. */
final class DockerStores implements Stores {

    private static final int STOP_SECONDS = 10;
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    private final Containers containers;
    private final StartUp startUp = new StartUp();

    private DockerStores(Containers containers) {
        this.containers = containers;
    }

    /** Returns whether a Docker engine responds. Prints nothing if there is none. */
    static boolean isAvailable() {
        boolean[] available = new boolean[1];
        Console.mute(
                "org.testcontainers",
                () -> available[0] = DockerClientFactory.instance().isDockerAvailable());
        return available[0];
    }

    /** Starts new, empty containers. Returns immediately. */
    static DockerStores start(Map<Engine, Integer> ports) {
        DockerStores stores = new DockerStores(new Containers(ports));
        for (Engine engine : Engine.values()) {
            stores.startUp.begin(engine, () -> stores.launch(engine));
        }
        return stores;
    }

    /** Returns the containers for Spring Boot. Wait with {@link #port} before using one. */
    Containers containers() {
        return containers;
    }

    @Override
    public int port(Engine engine) {
        startUp.await(engine);
        return containers.get(engine).getMappedPort(engine.defaultPort());
    }

    @Override
    public void stop(Engine engine) {
        docker().stopContainerCmd(id(engine)).withTimeout(STOP_SECONDS).exec();
    }

    @Override
    public void start(Engine engine) {
        docker().startContainerCmd(id(engine)).exec();
        awaitAnswer(engine);
    }

    @Override
    public void kill(Engine engine) {
        docker().killContainerCmd(id(engine)).exec();
    }

    @Override
    public void pause(Engine engine) {
        docker().pauseContainerCmd(id(engine)).exec();
    }

    @Override
    public void resume(Engine engine) {
        docker().unpauseContainerCmd(id(engine)).exec();
    }

    @Override
    public boolean isEmulated(Engine engine) {
        return false;
    }

    @Override
    public void close() {
        CompletableFuture.allOf(containers.all().stream()
                        .map(container -> CompletableFuture.runAsync(container::stop, StartUp.THREADS))
                        .toArray(CompletableFuture<?>[]::new))
                .handle((done, failure) -> {
                    if (failure != null) {
                        Console.say("a container could not be removed: " + StoresException.reason(failure));
                    }
                    return done;
                })
                .join();
    }

    private void launch(Engine engine) {
        long begin = System.nanoTime();
        GenericContainer<?> container = containers.get(engine);
        try {
            container.start();
        } catch (ContainerLaunchException | DockerException | IllegalStateException e) {
            throw new StoresException(
                    "The container of %s (%s) could not be started: %s"
                            .formatted(engine.title(), engine.image(), StoresException.reason(e)),
                    e);
        }
        awaitAnswer(engine);
        Console.say("%s ready on %s:%d in %s"
                .formatted(
                        engine.image(),
                        container.getHost(),
                        container.getMappedPort(engine.defaultPort()),
                        Console.since(begin)));
    }

    private void awaitAnswer(Engine engine) {
        GenericContainer<?> container = containers.get(engine);
        Awaitility.await(engine.title())
                .atMost(START_TIMEOUT)
                .until(() -> Probe.answers(engine, container.getHost(), container.getMappedPort(engine.defaultPort())));
    }

    private String id(Engine engine) {
        startUp.await(engine);
        return containers.get(engine).getContainerId();
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }
}
