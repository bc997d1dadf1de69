package dev.polyglotdb.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A snapshot of a process and its descendants, such as the processes that PostgreSQL starts for its clients. */
public record ProcessTree(List<ProcessHandle> processes) {

    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);
    private static final int SIGNAL_SECONDS = 30;
    private static final char ZOMBIE = 'Z';
    private static final char GONE = 'X';
    private static final Set<Character> STANDS_STILL = Set.of('T', 't', ZOMBIE, GONE);

    public static ProcessTree of(ProcessHandle root) {
        return new ProcessTree(
                Stream.concat(Stream.of(root), root.descendants()).toList());
    }

    /** Asks the root process to end, and waits for it for a limited time. */
    void stop() {
        processes.get(0).destroy();
        await(() -> !processes.get(0).isAlive());
    }

    /**
     * Kills a process and its descendants immediately. It stands still before these are looked for. Otherwise one that
     * it makes just then would live on, and hold what the next process of this kind needs.
     */
    static void kill(ProcessHandle root) {
        if (root.isAlive() && !Platform.isWindows()) {
            new ProcessTree(List.of(root)).pause();
        }
        of(root).kill();
    }

    /** Kills all processes immediately. */
    void kill() {
        processes.forEach(ProcessHandle::destroyForcibly);
        await(() -> processes.stream().allMatch(ProcessTree::holdsNothing));
    }

    /**
     * Sends all processes a signal that Java has no method for.
     *
     * @param name the name of the signal, such as {@code STOP}
     */
    public void signal(String name) {
        if (Platform.isWindows()) {
            throw new UnsupportedOperationException("Windows has no signals");
        }
        String pids =
                processes.stream().map(handle -> Long.toString(handle.pid())).collect(Collectors.joining(" "));
        try {
            Process sending = new ProcessBuilder("sh", "-c", "kill -%s %s".formatted(name, pids))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!sending.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS)) {
                throw new StoresException("No signal could be sent to %s in time.".formatted(pids));
            }
        } catch (IOException e) {
            throw new StoresException("No signal could be sent to %s: %s".formatted(pids, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Suspends all processes, and waits for a limited time until none of their threads runs any more. */
    public void pause() {
        signal("STOP");
        await(() -> processes.stream().noneMatch(ProcessTree::runs));
    }

    /** Whether a thread of the process still runs. Unknown, and therefore false, where there is no {@code /proc}. */
    private static boolean runs(ProcessHandle process) {
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        try (Stream<Path> all = Files.list(threads)) {
            return all.anyMatch(thread -> !STANDS_STILL.contains(state(thread)));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** One whose new parent does not ask how it ended yet has given everything back, too. */
    private static boolean holdsNothing(ProcessHandle process) {
        return !process.isAlive() || state(Path.of("/proc", Long.toString(process.pid()))) == ZOMBIE;
    }

    /** The letter after the command's name in parentheses, see proc(5). */
    private static char state(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return GONE;
        }
    }

    /**
     * Waits for a limited time. {@link ProcessHandle#onExit()} of a process that this one did not start looks only
     * three times a second.
     */
    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + END_TIMEOUT.toNanos();
        while (!condition.getAsBoolean()
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
