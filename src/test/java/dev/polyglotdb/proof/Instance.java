package dev.polyglotdb.proof;

import dev.polyglotdb.fixture.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationContext;

/** Another instance of the application, a process of its own on the same stores as the tests. */
final class Instance implements AutoCloseable {

    private static final int START_SECONDS = 120;

    private final Process process;
    private final Path log;
    private final BlockingQueue<String> signals = new LinkedBlockingQueue<>();
    private final String base;
    private final Client client;

    private Instance(Process process, Path log) {
        this.process = process;
        this.log = log;
        var reader = new Thread(this::read, "instance-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        var port = Integer.parseInt(await(CrashingApplication.READY, START_SECONDS));
        this.base = "http://127.0.0.1:" + port;
        this.client = Client.of(port);
    }

    /**
     * Starts one quickly, and returns when it serves.
     *
     * @param more options of the application, which replace the usual ones
     */
    static Instance start(ApplicationContext context, String... more) {
        return start(InstanceCommand.quick(context).with(List.of(more)), context);
    }

    /** Starts one for work that takes minutes. */
    static Instance startForLong(ApplicationContext context, String... more) {
        return start(InstanceCommand.thorough(context).with(List.of(more)), context);
    }

    /** Starts one that reaches its stores through these relays. */
    static Instance start(ApplicationContext context, Relays relays, String... more) {
        return start(InstanceCommand.quick(context).with(relays.options()).with(List.of(more)), context);
    }

    private static Instance start(InstanceCommand command, ApplicationContext context) {
        try {
            var log = Files.createTempFile(InstanceCommand.folder(), "instance", ".log");
            return new Instance(command.start(SharedClasses.options(context)), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts one that gives up by itself.
     *
     * @return all that it said
     */
    static String startInVain(ApplicationContext context, String... more) {
        try {
            var process = InstanceCommand.quick(context).with(List.of(more)).start(SharedClasses.options(context));
            CompletableFuture.delayedExecutor(START_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.onExit().join();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Client client() {
        return client;
    }

    /** Its address, without a slash at the end. */
    String base() {
        return base;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Lets it stop at a point, after the point was passed some times. */
    void arm(CrashPoint point, int passes) {
        tell("arm " + point + " " + passes);
    }

    /** Lets it go on from the point where it stopped. */
    void resume() {
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

    /** Waits until it has stopped at the point that was armed. */
    void awaitReached(CrashPoint point) {
        await(CrashPoints.REACHED + point, 30);
    }

    /** Waits until it has done what comes after the point where it had stopped. */
    void awaitLeft(CrashPoint point) {
        await(CrashPoints.LEFT + point, 30);
    }

    boolean isReached(CrashPoint point) {
        return signals.contains(CrashPoints.REACHED + point);
    }

    private String await(String signal, int seconds) {
        try {
            var line = signals.poll(seconds, TimeUnit.SECONDS);
            if (line == null || !line.startsWith(signal)) {
                kill();
                throw new AssertionError("no \"%s\" but %s, see %s".formatted(signal, line, log));
            }
            return line.substring(signal.length());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Keeps what the process says, and picks out what it says to us. */
    private void read() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8);
                var copy = Files.newBufferedWriter(log)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line);
                copy.newLine();
                copy.flush();
                if (line.startsWith(CrashingApplication.READY)
                        || line.startsWith(CrashPoints.REACHED)
                        || line.startsWith(CrashPoints.LEFT)) {
                    signals.add(line);
                }
            }
        } catch (IOException e) {
            signals.add(e.toString());
        }
        signals.add("its end");
    }

    /**
     * Asks it to end, with signal 15.
     *
     * @return whether it did in this time; if not, what its threads were at is in its log, and it is killed
     */
    boolean terminate(Duration patience) {
        // Process.destroy() would close its input as well, and that ends it without a word.
        signal("TERM");
        try {
            var ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
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

    /** Stops it where it is: its connections stay open, and nothing answers. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where what it says is kept. */
    Path log() {
        return log;
    }

    /** Ends it with signal 9: it has no chance to do anything more. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
