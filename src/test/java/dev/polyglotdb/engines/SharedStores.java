package dev.polyglotdb.engines;

import dev.polyglotdb.engines.Ports.Policy;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;

/** The one set of stores of this JVM, which all application contexts share. Stopped when the JVM ends. */
public final class SharedStores {

    private static @Nullable Stores stores;
    private static volatile boolean usedBySpring;

    private SharedStores() {}

    /**
     * Begins to start stores with the ports of docker-compose where these are free, and with the data of the last time
     * where they are child processes. Returns at once.
     */
    public static synchronized void startLasting() {
        if (stores != null) {
            throw new IllegalStateException("The stores have been started");
        }
        stores = start(true);
    }

    /** The stores of this JVM; new, empty ones on free ports unless {@link #startLasting()} came first. */
    static synchronized Stores get() {
        Stores current = stores;
        if (current == null) {
            current = start(false);
            stores = current;
        }
        return current;
    }

    /** The same for an application context, which has to be closed before the stores are stopped. */
    static Stores getForSpring() {
        usedBySpring = true;
        return get();
    }

    private static Stores start(boolean lasting) {
        Console.quietUntilConfigured();
        Stores started = useDocker() ? docker(lasting) : local(lasting);
        // Runs after the last application context has been closed, but only if there was one.
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
