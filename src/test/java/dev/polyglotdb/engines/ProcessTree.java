package dev.polyglotdb.engines;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A snapshot of a process and its descendants, such as the processes that PostgreSQL starts for its clients. */
public record ProcessTree(List<ProcessHandle> processes) {

    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    public static ProcessTree of(ProcessHandle root) {
        return new ProcessTree(
                Stream.concat(Stream.of(root), root.descendants()).toList());
    }

    /** Asks the root process to end, and waits for it for a limited time. */
    void stop() {
        processes.get(0).destroy();
        awaitEnd(processes.get(0));
    }

    /** Kills all processes immediately. */
    void kill() {
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(ProcessTree::awaitEnd);
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

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The process continues. The caller has no gentler way left.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
