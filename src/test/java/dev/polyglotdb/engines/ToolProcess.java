package dev.polyglotdb.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** A program of the system with its files in a folder of its own, as a child process that listens on a port. */
final class ToolProcess implements AutoCloseable {

    private static final long START_SECONDS = 60;

    private final Path folder;
    private final Process process;

    private ToolProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Returns when the program answers.
     *
     * @param folder has the files of the program; deleted when it is closed
     */
    static ToolProcess start(Path folder, int port, List<String> command) throws IOException {
        var whole = new ArrayList<>(Unprivileged.prefix(folder));
        whole.addAll(command);
        var process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var tool = new ToolProcess(folder, process);
        tool.awaitAnswer(port);
        return tool;
    }

    private void awaitAnswer(int port) throws IOException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Ports.answers(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                var said = Files.readString(folder.resolve("log"));
                var how = process.isAlive() ? "no answer" : "ended with exit code " + process.exitValue();
                close();
                throw new IOException(how + ": " + said);
            }
        }
    }

    /** @param name the name of a signal, such as {@code HUP} */
    void signal(String name) {
        ProcessTree.of(process.toHandle()).signal(name);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
