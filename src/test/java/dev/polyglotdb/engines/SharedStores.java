package dev.polyglotdb.engines;

import dev.polyglotdb.engines.Ports.Policy;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.Environment;

/**
 * The sets of stores of this JVM, which application contexts share: the first, and for tests a second, so that two test classes can run
 * at the same time. Stopped when the JVM ends.
 */
public final class SharedStores {

    /** Of an application context: whether it uses the second set of stores. */
    public static final String SECOND = "stores.second";

    private static @Nullable Stores first;
    private static @Nullable Stores second;
    private static volatile boolean usedBySpring;

    private SharedStores() {}

    /**
     * Begins to start stores with the ports of docker-compose where these are free, and with the data of the last time
     * where they are child processes. Returns at once.
     */
    public static synchronized void startLasting() {
        if (first != null) {
            throw new IllegalStateException("The stores have been started");
        }
        first = start(true);
    }

    /** The first stores of this JVM; new, empty ones on free ports unless {@link #startLasting()} came first. */
    static synchronized Stores get() {
        Stores current = first;
        if (current == null) {
            current = start(false);
            first = current;
        }
        return current;
    }

    /** The second stores of this JVM; new, empty ones on free ports. */
    static synchronized Stores second() {
        Stores current = second;
        if (current == null) {
            current = start(false);
            second = current;
        }
        return current;
    }

    /** The stores of an application context, which has to be closed before they are stopped. */
    static Stores of(Environment environment) {
        usedBySpring = true;
        return environment.getProperty(SECOND, Boolean.class, false) ? second() : get();
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
