package dev.polyglotdb.engines;

import java.util.List;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A container that runs a service of docker-compose.yml with all that the file says of it, but on a port of its own,
 * which it keeps when it restarts, and with data that go with it. The port is open to this machine alone.
 */
final class StoreContainer extends GenericContainer<StoreContainer> {

    private final ComposeService service;

    /**
     * @param inner the port at which the engine listens in the container
     * @param port the port of this machine at which it can be reached
     */
    StoreContainer(Engine engine, ComposeService service, int inner, int port) {
        super(DockerImageName.parse(service.image()));
        this.service = service;
        addExposedPort(inner);
        setPortBindings(List.of("%s:%d:%d".formatted(LocalEngine.HOST, port, inner)));
        withEnv(service.environment());
        withCommand(service.command().toArray(String[]::new));
        withSharedMemorySize(service.sharedMemory());
        withCreateContainerCmdModifier(
                command -> Objects.requireNonNull(command.getHostConfig()).withMemory(service.memory()));
        waitingFor(new AnswerWait(engine, port));
        withStartupTimeout(service.startUp());
    }

    ComposeService service() {
        return service;
    }
}
