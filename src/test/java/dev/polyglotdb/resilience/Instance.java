package dev.polyglotdb.resilience;

import dev.polyglotdb.engines.ProcessTree;
import dev.polyglotdb.resilience.crash.CrashPoint;
import dev.polyglotdb.resilience.crash.CrashPoints;
import dev.polyglotdb.resilience.crash.CrashingApplication;
import dev.polyglotdb.testing.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationContext;

/** Another instance of the application: a separate process that uses the same stores as the tests. */
public final class Instance implements AutoCloseable {

    /** For drills: the response time of production, whatever that of the test's shop is. */
    public static final String USUAL_RESPONSE_TIME = "--polyglot.stores.response-time=2s";

    private static final int POINT_SECONDS = 30;

    private final Process process;
    private final InstanceOutput output;
    private final String base;
    private final Client client;

    private Instance(Process process, Path log) {
        this.process = process;
        this.output = InstanceOutput.of(process, log);
        var port = Integer.parseInt(output.await(CrashingApplication.READY, InstanceCommand.START_SECONDS));
        this.base = "http://127.0.0.1:" + port;
        this.client = Client.of(port);
    }

    /**
     * Starts an instance with a short start-up time, and returns when it serves requests.
     *
     * @param more options of the application, which override the usual ones
     */
    public static Instance start(ApplicationContext context, String... more) {
        return start(InstanceCommand.quick(context).with(List.of(more)), context);
    }

    /** Starts an instance for work that takes minutes. */
    public static Instance startForLong(ApplicationContext context, String... more) {
        return start(InstanceCommand.thorough(context).with(List.of(more)), context);
    }

    /** Starts an instance that reaches its stores through these relays. */
    public static Instance start(ApplicationContext context, Relays relays, String... more) {
        return start(InstanceCommand.quick(context).with(relays.options()).with(List.of(more)), context);
    }

    /**
     * Starts an instance whose clock is ahead, by Debian's {@code libfaketime}. Only the time of day is: time-outs and
     * pauses are as long as ever.
     */
    public static Instance startAhead(ApplicationContext context, Duration ahead, String... more) {
        return start(InstanceCommand.quick(context).with(List.of(more)).within(ClockAhead.environment(ahead)), context);
    }

    private static Instance start(InstanceCommand command, ApplicationContext context) {
        return start(command, SharedClasses.options(context));
    }

    /** @param java options of Java, including the class path */
    static Instance start(InstanceCommand command, List<String> java) {
        try {
            var log = Files.createTempFile(InstanceCommand.folder(), "instance", ".log");
            return new Instance(command.start(java), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts an instance that is expected to fail at start-up.
     *
     * @return its entire output
     */
    public static String startInVain(ApplicationContext context, String... more) {
        return InstanceCommand.quick(context).with(List.of(more)).startInVain(SharedClasses.options(context));
    }

    public Client client() {
        return client;
    }

    /** Returns its base URL, without a trailing slash. */
    public String base() {
        return base;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Makes the instance stop at a point, after it has passed the point this many times. */
    public void arm(CrashPoint point, int passes) {
        tell("arm " + point + " " + passes);
    }

    /** Lets the instance continue from the point where it stopped. */
    public void resume() {
        tell("resume");
    }

    private void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Waits until the instance has stopped at the armed point. */
    public void awaitReached(CrashPoint point) {
        output.await(CrashPoints.REACHED + point, POINT_SECONDS);
    }

    /** Waits until the instance has completed the step after the point where it stopped. */
    public void awaitLeft(CrashPoint point) {
        output.await(CrashPoints.LEFT + point, POINT_SECONDS);
    }

    public boolean isReached(CrashPoint point) {
        return output.has(CrashPoints.REACHED + point);
    }

    /**
     * Asks the instance to shut down, with SIGTERM.
     *
     * @param patience how long it may take, without hiccups of the machine
     * @return whether it ended in this time; if not, its log has a thread dump and it is killed
     */
    public boolean terminate(Duration patience) {
        // Process.destroy() would also close its input, which ends it immediately.
        signal("TERM");
        try {
            var ended = hasEndedWithin(patience);
            if (!ended) {
                signal("QUIT");
                process.waitFor(1, TimeUnit.SECONDS);
                kill();
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean hasEndedWithin(Duration patience) throws InterruptedException {
        var begun = System.nanoTime();
        var left = patience.toMillis();
        while (left > 0 && !process.waitFor(left, TimeUnit.MILLISECONDS)) {
            left = patience.minus(Tally.since(begun)).toMillis();
        }
        return !process.isAlive();
    }

    /** Freezes the instance: its connections stay open, but nothing responds. */
    public void freeze() {
        ProcessTree.of(handle()).pause();
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        ProcessTree.of(handle()).signal(name);
    }

    /** Returns the file with its output. */
    public Path log() {
        return output.log();
    }

    /** Kills the instance with SIGKILL, without any chance to clean up. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
