package dev.polyglotdb.engines;

import dev.polyglotdb.engines.Ports.Policy;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;

/** The single set of stores in this JVM, shared by all application contexts. It is stopped when the JVM ends. */
public final class SharedStores {

    private static @Nullable Stores stores;
    private static volatile boolean usedBySpring;

    private SharedStores() {}

    /**
     * Starts the stores with the ports of docker-compose if these are free. Child processes reuse the data of the
     * previous run. Returns immediately.
     */
    public static synchronized void startLasting() {
        if (stores != null) {
            throw new IllegalStateException("The stores have been started");
        }
        stores = start(true);
    }

    /**
     * Returns the stores of this JVM. Unless {@link #startLasting()} was called before, they are new and empty and use
     * free ports.
     */
    static synchronized Stores get() {
        Stores current = stores;
        if (current == null) {
            current = start(false);
            stores = current;
        }
        return current;
    }

    /** Returns the stores for an application context, which must be closed before the stores are stopped. */
    static Stores getForSpring() {
        usedBySpring = true;
        return get();
    }

    private static Stores start(boolean lasting) {
        Console.quietUntilConfigured();
        Stores started = useDocker() ? docker(lasting) : local(lasting);
        // Runs after the last application context was closed, but only if there was one.
        SpringApplication.getShutdownHandlers().add(started::close);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeUnlessUsedBySpring(started), "stop-stores"));
        return started;
    }

    private static void closeUnlessUsedBySpring(Stores started) {
        if (!usedBySpring) {
            started.close();
        }
    }

    private static boolean useDocker() {
        return switch (Settings.mode()) {
            case LOCAL -> false;
            case AUTO -> DockerStores.isAvailable();
            case DOCKER -> {
                if (!DockerStores.isAvailable()) {
                    throw new StoresException(
                            "No Docker answers here, though polyglot.stores=docker asks for it: start Docker, or leave the setting out.");
                }
                yield true;
            }
        };
    }

    private static Stores docker(boolean lasting) {
        Console.say("containers are started, and removed at the end");
        return DockerStores.start(Ports.choose(lasting ? Policy.PREFER_DEFAULT : Policy.RANDOM));
    }

    private static Stores local(boolean lasting) {
        return lasting ? LocalStores.lasting(Policy.PREFER_DEFAULT) : LocalStores.throwAway();
    }
}
