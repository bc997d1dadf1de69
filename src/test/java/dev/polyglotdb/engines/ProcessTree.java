package dev.polyglotdb.engines;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process and those that it had started when it was looked at, such as PostgreSQL's one for each client. */
public record ProcessTree(List<ProcessHandle> processes) {

    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    public static ProcessTree of(ProcessHandle root) {
        return new ProcessTree(
                Stream.concat(Stream.of(root), root.descendants()).toList());
    }

    /** Asks the first process to end, and waits a while for it. */
    void stop() {
        processes.get(0).destroy();
        awaitEnd(processes.get(0));
    }

    /** Ends all of them at once. */
    void kill() {
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(ProcessTree::awaitEnd);
    }

    /**
     * Sends all of them a signal that Java has no method for.
     *
     * @param name such as {@code STOP}
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
            // It goes on; the caller has nothing gentler left to try
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
