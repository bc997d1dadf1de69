package dev.polyglotdb.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What became of a program that a test ran.
 *
 * @param exit its exit code, or {@link #TOO_LONG}
 * @param output what it wrote, errors too
 */
public record ChildProcess(int exit, String output) {

    /** The exit code of what was killed because it took too long. */
    public static final int TOO_LONG = 124;

    /**
     * Runs a program to its end, without input.
     *
     * @param folder where
     * @param environment what is added to the environment of this process
     * @param bound how long it may take; then it is killed, with all that it started
     */
    public static ChildProcess run(Path folder, Map<String, String> environment, Duration bound, String... command) {
        try {
            var log = Files.createTempFile("child", ".log");
            try {
                var builder = new ProcessBuilder(command).directory(folder.toFile());
                builder.environment().putAll(environment);
                var process = builder.redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
                process.getOutputStream().close();
                var exit = end(process, bound);
                return new ChildProcess(exit, Files.readString(log));
            } finally {
                Files.deleteIfExists(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int end(Process process, Duration bound) {
        try {
            if (process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            return TOO_LONG;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
