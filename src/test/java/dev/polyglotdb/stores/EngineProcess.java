package dev.polyglotdb.stores;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operating system's process of an engine. A file next to its data names it, so that the next launcher can find it
 * should this one be killed.
 */
final class EngineProcess {

    private static final Duration DEATH_TIMEOUT = Duration.ofSeconds(5);

    private final Engine engine;
    private final Path folder;
    private @Nullable Process process;
    private List<ProcessHandle> paused = List.of();
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
        Process started = new ProcessBuilder(detached(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        process = started;
        PidFile.write(folder, started.toHandle());
        started.onExit().thenRun(this::reportIfNews);
    }

    /** From now on it would be news to the person at the terminal if the process ended. */
    void reportEnd() {
        endIsNoNews = false;
    }

    /** Waits for the process to end, at most this long. */
    boolean hasEndedWithin(Duration timeout) {
        Process current = process();
        try {
            return current == null || current.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoresException("%s was stopped while it started.".formatted(engine.title()), e);
        }
    }

    /** Ends the process in the way the engine wishes to be asked, or by force if it takes longer than this. */
    void stop(EngineStop request, Duration timeout) {
        Process current = process();
        if (current == null || !current.isAlive()) {
            return;
        }
        endIsNoNews = true;
        resume();
        try {
            request.ask(current);
            current.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            Console.say(engine, "could not be asked to stop and is killed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    /** Ends the process and its children at once. */
    synchronized void kill() {
        endIsNoNews = true;
        if (process != null) {
            killTree(process.toHandle());
            PidFile.delete(folder);
        }
    }

    synchronized void pause() {
        if (process != null) {
            paused = tree(process.toHandle());
            signal("STOP", paused);
        }
    }

    synchronized void resume() {
        signal("CONT", paused);
        paused = List.of();
    }

    /** From now on nothing can be started any more. */
    synchronized void close() {
        closed = true;
        endIsNoNews = true;
    }

    /** Stops what an earlier launcher left running in this folder, and no process else. */
    static void stopLeftover(Engine engine, Path folder) {
        PidFile.read(folder).ifPresent(leftover -> {
            Console.say(
                    engine, "was left running by an earlier run (process %d) and is stopped".formatted(leftover.pid()));
            List<ProcessHandle> tree = tree(leftover);
            leftover.destroy();
            if (!awaitEnd(leftover)) {
                tree.forEach(ProcessHandle::destroyForcibly);
            }
            tree.forEach(EngineProcess::awaitEnd);
        });
        PidFile.delete(folder);
    }

    /** Sends a signal that Java has no method for. */
    static void signal(String name, List<ProcessHandle> processes) {
        if (processes.isEmpty()) {
            return;
        }
        if (Platform.isWindows()) {
            throw new UnsupportedOperationException("Windows has no signals");
        }
        String pids =
                processes.stream().map(handle -> Long.toString(handle.pid())).collect(Collectors.joining(" "));
        try {
            new ProcessBuilder("sh", "-c", "kill -%s %s".formatted(name, pids))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StoresException("No signal could be sent to %s: %s".formatted(pids, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Process process() {
        return process;
    }

    private boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** In a session of its own, Ctrl-C in the terminal doesn't reach the engine before the application has ended. */
    private static List<String> detached(List<String> command) {
        List<String> detached = new ArrayList<>();
        if (Platform.onPath("setsid")) {
            detached.add("setsid");
        }
        detached.addAll(command);
        return detached;
    }

    private void reportIfNews() {
        if (!endIsNoNews) {
            Console.say(engine, "has ended by itself, see " + log());
        }
    }

    private static void killTree(ProcessHandle root) {
        List<ProcessHandle> tree = tree(root);
        tree.forEach(ProcessHandle::destroyForcibly);
        tree.forEach(EngineProcess::awaitEnd);
    }

    private static List<ProcessHandle> tree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    private static boolean awaitEnd(ProcessHandle handle) {
        try {
            handle.onExit().get(DEATH_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
