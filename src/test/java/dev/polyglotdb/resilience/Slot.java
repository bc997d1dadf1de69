package dev.polyglotdb.resilience;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Client;
import java.net.URI;
import java.time.Duration;
import org.springframework.context.ApplicationContext;

/**
 * A place for one instance of the application, which may be stopped and replaced. It has its own connections to the
 * stores.
 */
public final class Slot implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How long a new JVM is busy with loading classes, so that its responses may be late. */
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final ApplicationContext context;
    private final Relays relays;
    private volatile Instance instance;
    private volatile boolean disturbed;
    private volatile long undisturbedSince;

    public Slot(ApplicationContext context) {
        this.context = context;
        this.relays = new Relays(context);
        try {
            this.instance = Instance.start(context, relays);
        } catch (RuntimeException | AssertionError failure) {
            relays.close();
            throw failure;
        }
        this.undisturbedSince = System.nanoTime() + WARM_UP.toNanos();
    }

    public Client client() {
        return instance.client();
    }

    public int port() {
        return URI.create(instance.base()).getPort();
    }

    public Relays relays() {
        return relays;
    }

    public void kill() {
        disturbed = true;
        instance.kill();
    }

    public void terminate() {
        disturbed = true;
        if (!instance.terminate(PATIENCE)) {
            throw new AssertionError("did not end in %s, see %s".formatted(PATIENCE, instance.log()));
        }
    }

    public void start() {
        instance = Instance.start(context, relays);
        calm(WARM_UP);
    }

    public void pause() {
        disturbed = true;
        instance.freeze();
    }

    public void resume() {
        instance.thaw();
        calm(Duration.ZERO);
    }

    private void calm(Duration after) {
        undisturbedSince = System.nanoTime() + after.toNanos();
        disturbed = false;
    }

    /** Returns whether the instance may have been absent during a request that ends now and took this long. */
    public boolean wasDisturbed(Duration took) {
        return disturbed || System.nanoTime() - took.toNanos() - undisturbedSince <= 0;
    }

    public void awaitHealth(Duration patience) {
        await("health of " + instance.log())
                .atMost(patience)
                .ignoreExceptions()
                .until(() -> client().get("/actuator/health").status() == 200);
    }

    @Override
    public void close() {
        instance.close();
        relays.close();
    }
}
