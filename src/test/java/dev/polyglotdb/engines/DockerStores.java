package dev.polyglotdb.engines;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;

/** The five engines in containers, as docker-compose.yml describes them. */
final class DockerStores implements Stores {

    private final Map<Engine, Integer> ports;
    private final Map<Engine, StoreContainer> containers = new EnumMap<>(Engine.class);
    private final StartUp startUp = new StartUp(false);

    /** @param ports at which this machine, and no other, reaches them; they stay the same when an engine restarts */
    DockerStores(Map<Engine, Integer> ports) {
        this.ports = Map.copyOf(ports);
        this.ports.forEach((engine, port) -> {
            var service = ComposeService.of(engine);
            containers.put(
                    engine,
                    engine == Engine.MONGODB
                            ? DockerMongo.container(service, port, Settings.mongoImage(), Settings.isReplicaSet())
                            : new StoreContainer(engine, service, engine.defaultPort(), port));
        });
    }

    /**
     * Returns whether a Docker engine responds whose containers open their ports on this machine. Prints nothing if
     * there is none.
     */
    static boolean isAvailable() {
        boolean[] available = new boolean[1];
        Console.mute("org.testcontainers", () -> {
            var docker = DockerClientFactory.instance();
            available[0] = docker.isDockerAvailable() && isThisMachine(docker.dockerHostIpAddress());
        });
        return available[0];
    }

    /** Starts new, empty containers. Returns immediately. */
    static DockerStores start(Map<Engine, Integer> ports) {
        DockerStores stores = new DockerStores(ports);
        for (Engine engine : Engine.values()) {
            stores.startUp.begin(engine, () -> stores.launch(engine));
        }
        return stores;
    }

    StoreContainer container(Engine engine) {
        return Objects.requireNonNull(containers.get(engine), engine.title());
    }

    @Override
    public int port(Engine engine) {
        startUp.await(engine);
        return own(engine);
    }

    @Override
    public void awaitAll() {
        startUp.awaitAll();
    }

    @Override
    public String options(Engine engine) {
        return engine == Engine.MONGODB ? DockerMongo.options() : "";
    }

    @Override
    public void stop(Engine engine) {
        var grace = Math.toIntExact(service(engine).stopGrace().toSeconds());
        docker().stopContainerCmd(id(engine)).withTimeout(grace).exec();
    }

    /** Tries again, as whatever holds its port may go away. */
    @Override
    public void start(Engine engine) {
        PatientStart.of(engine, () -> startOnce(engine), () -> false);
    }

    private void startOnce(Engine engine) {
        try {
            docker().startContainerCmd(id(engine)).exec();
        } catch (NotModifiedException e) {
            Console.say(engine, "runs already");
        }
        Awaitility.await(engine.title())
                .atMost(service(engine).startUp())
                .until(() -> Probe.answers(engine, LocalEngine.HOST, own(engine)));
        awaitPrimary(engine);
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
    public Condition condition(Engine engine) {
        var state = docker().inspectContainerCmd(id(engine)).exec().getState();
        if (Boolean.TRUE.equals(state.getPaused())) {
            return Condition.FROZEN;
        }
        return Boolean.TRUE.equals(state.getRunning()) ? Condition.RUNNING : Condition.ENDED;
    }

    @Override
    public boolean isEmulated(Engine engine) {
        return false;
    }

    @Override
    public void close() {
        CompletableFuture.allOf(containers.values().stream()
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
        var container = container(engine);
        var image = container.service().image();
        try {
            container.start();
            awaitPrimary(engine);
        } catch (ContainerLaunchException | DockerException | IllegalStateException e) {
            throw new StoresException(
                    "The container of %s (%s) could not be started: %s"
                            .formatted(engine.title(), image, StoresException.reason(e)),
                    e);
        }
        Console.say("%s ready on %s:%d in %s".formatted(image, LocalEngine.HOST, own(engine), Console.since(begin)));
    }

    private void awaitPrimary(Engine engine) {
        if (engine == Engine.MONGODB) {
            DockerMongo.awaitPrimary(own(engine));
        }
    }

    private ComposeService service(Engine engine) {
        return container(engine).service();
    }

    private int own(Engine engine) {
        return Objects.requireNonNull(ports.get(engine), engine.title());
    }

    private String id(Engine engine) {
        startUp.await(engine);
        return container(engine).getContainerId();
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }
}
