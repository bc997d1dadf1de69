package dev.polyglotdb.engines;

import dev.polyglotdb.engines.Ports.Policy;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.Environment;

/**
 * The sets of stores in this JVM, shared by all application contexts: the first, and for tests a second, so that two
 * test classes can run at the same time. They are stopped when the JVM ends.
 */
public final class SharedStores {

    /** Of an application context: whether it uses the second set of stores. */
    public static final String SECOND = "stores.second";

    private static @Nullable Stores first;
    private static @Nullable Stores second;
    private static volatile boolean usedBySpring;

    private SharedStores() {}

    /**
     * Starts the stores with the ports of docker-compose if these are free. Child processes reuse the data of the
     * previous run. Returns immediately.
     */
    public static synchronized void startLasting() {
        if (first != null) {
            throw new IllegalStateException("The stores have been started");
        }
        first = start(true);
    }

    /**
     * Starts new, empty stores on free ports, as fast and as durable as they are where they serve. Returns immediately.
     */
    public static synchronized void startMeasured() {
        if (first != null) {
            throw new IllegalStateException("The stores have been started");
        }
        first = start(() -> useDocker() ? docker(false) : LocalStores.measured());
    }

    /**
     * Returns the first stores of this JVM. Unless {@link #startLasting()} was called before, they are new and empty
     * and use free ports.
     */
    static synchronized Stores get() {
        Stores current = first;
        if (current == null) {
            current = start(false);
            first = current;
        }
        return current;
    }

    /** Returns the second stores of this JVM. They are new and empty and use free ports. */
    static synchronized Stores second() {
        Stores current = second;
        if (current == null) {
            current = start(false);
            second = current;
        }
        return current;
    }

    /**
     * Lets stores go on that a test has taken away and not given back. Looks only at stores that have been started.
     *
     * @return what the test has done to them
     */
    public static List<String> giveBack(boolean ofSecond) {
        @Nullable Stores stores;
        synchronized (SharedStores.class) {
            stores = ofSecond ? second : first;
        }
        return stores == null ? List.of() : TakenStores.giveBack(stores);
    }

    /** Returns the stores for an application context, which must be closed before the stores are stopped. */
    static Stores of(Environment environment) {
        usedBySpring = true;
        return environment.getProperty(SECOND, Boolean.class, false) ? second() : get();
    }

    private static Stores start(boolean lasting) {
        return start(() -> useDocker() ? docker(lasting) : local(lasting));
    }

    private static Stores start(Supplier<Stores> stores) {
        Console.quietUntilConfigured();
        Stores started = stores.get();
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
                            "No Docker answers on this machine, though polyglot.stores=docker asks for it: start Docker, or leave the setting out.");
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
