package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The operating system process of an engine. A file beside the engine's data identifies the process, so that the next
 * launcher can find it if this one is killed.
 */
final class EngineProcess {

    /** Options meant for the application only, such as a debugger's port, which only one JVM can use. */
    private static final Set<String> JAVA_OPTIONS = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(5);

    private final Engine engine;
    private final Path folder;
    private @Nullable Process process;
    private @Nullable ProcessTree paused;
    private boolean closed;
    private volatile boolean endIsNoNews = true;

    EngineProcess(Engine engine, Path folder) {
        this.engine = engine;
        this.folder = folder;
    }

    Path log() {
        return folder.resolve("engine.log");
    }

    /** Starts the engine, unless the stores are being closed. */
    synchronized void start(List<String> command) throws IOException {
        if (closed) {
            throw new StoresException("%s was stopped while it started.".formatted(engine.title()));
        }
        if (isAlive()) {
            throw new IllegalStateException(engine.title() + " is running");
        }
        ProcessBuilder builder = new ProcessBuilder(detached(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().removeAll(JAVA_OPTIONS);
        Process started = builder.start();
        process = started;
        PidFile.write(folder, started.toHandle());
        started.onExit().thenAccept(this::reportIfNews);
    }

    /** From now on, reports to the user if the process ends. */
    void reportEnd() {
        endIsNoNews = false;
    }

    /** Waits for the started process to end, for at most this time. Returns its exit code if it has. */
    OptionalInt exitWithin(Duration timeout) {
        Process current = Objects.requireNonNull(process());
        try {
            return current.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(current.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoresException("%s was stopped while it started.".formatted(engine.title()), e);
        }
    }

    /** Stops the process with the engine's own request. Kills it if that takes longer than the time-out. */
    void stop(EngineStop request, Duration timeout) {
        Process current = process();
        if (current == null || !current.isAlive()) {
            return;
        }
        endIsNoNews = true;
        resume();
        try {
            request.ask(current);
            await(current, timeout);
        } catch (IOException e) {
            Console.say(engine, "could not be asked to stop and is killed: " + e.getMessage());
        }
        kill();
    }

    private static void await(Process ending, Duration timeout) {
        try {
            ending.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills the process and its children immediately. */
    synchronized void kill() {
        endIsNoNews = true;
        if (process != null) {
            ProcessTree.kill(process.toHandle());
            // It is gone, but this object may not know it yet.
            await(process, KNOWN_WITHIN);
            paused = null;
            PidFile.delete(folder);
        }
    }

    synchronized void pause() {
        if (process != null) {
            paused = ProcessTree.of(process.toHandle());
            paused.pause();
        }
    }

    synchronized void resume() {
        if (paused != null) {
            paused.signal("CONT");
            paused = null;
        }
    }

    synchronized Optional<EngineUse> use() {
        return isAlive()
                ? EngineUse.of(ProcessTree.of(Objects.requireNonNull(process).toHandle()))
                : Optional.empty();
    }

    synchronized Stores.Condition condition() {
        if (!isAlive()) {
            return Stores.Condition.ENDED;
        }
        return paused == null ? Stores.Condition.RUNNING : Stores.Condition.FROZEN;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Prevents any further start. */
    synchronized void close() {
        closed = true;
        endIsNoNews = true;
    }

    /** Stops a process that an earlier launcher left running in this folder. Touches no other process. */
    static void stopLeftover(Engine engine, Path folder) {
        PidFile.read(folder).ifPresent(leftover -> {
            Console.say(
                    engine, "was left running by an earlier run (process %d) and is stopped".formatted(leftover.pid()));
            ProcessTree tree = ProcessTree.of(leftover);
            tree.stop();
            tree.kill();
        });
        PidFile.delete(folder);
    }

    private synchronized @Nullable Process process() {
        return process;
    }

    private boolean isAlive() {
        return process != null && process.isAlive();
    }

    /**
     * Runs the engine in a session of its own, so that Ctrl-C in the terminal does not reach it before the application
     * has ended.
     */
    private static List<String> detached(List<String> command) {
        List<String> detached = new ArrayList<>();
        if (Platform.onPath("setsid")) {
            detached.add("setsid");
        }
        detached.addAll(command);
        return detached;
    }

    private String lastWords() {
        try {
            return new EngineLog(log()).lastWords();
        } catch (IOException e) {
            return ": " + StoresException.reason(e);
        }
    }

    private void reportIfNews(Process ended) {
        if (!endIsNoNews) {
            Console.say(engine, "has ended by itself with exit code %d%s".formatted(ended.exitValue(), lastWords()));
        }
    }
}
