package dev.polyglotdb.resilience;

import dev.polyglotdb.resilience.crash.CrashPoints;
import dev.polyglotdb.resilience.crash.CrashingApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The output of an instance. All of it is written to its log, and its signals are passed to the tests. */
final class InstanceOutput {

    private final Process process;
    private final Path log;
    private final BlockingQueue<String> signals = new LinkedBlockingQueue<>();

    private InstanceOutput(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    public static InstanceOutput of(Process process, Path log) {
        var output = new InstanceOutput(process, log);
        var reader = new Thread(output::read, "instance-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        return output;
    }

    public Path log() {
        return log;
    }

    public boolean has(String signal) {
        return signals.contains(signal);
    }

    /**
     * Waits for this signal. If another signal comes first, or the test is interrupted, the instance is killed.
     *
     * @return the rest of the signal's line
     */
    public String await(String signal, int seconds) {
        try {
            var line = signals.poll(seconds, TimeUnit.SECONDS);
            if (line == null || !line.startsWith(signal)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("no \"%s\" but %s, see %s".formatted(signal, line, log));
            }
            return line.substring(signal.length());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8);
                var copy = Files.newBufferedWriter(log)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line);
                copy.newLine();
                copy.flush();
                if (Stream.of(CrashingApplication.READY, CrashPoints.REACHED, CrashPoints.LEFT)
                        .anyMatch(line::startsWith)) {
                    signals.add(line);
                }
            }
        } catch (IOException e) {
            signals.add(e.toString());
        }
        signals.add("its end");
    }
}
