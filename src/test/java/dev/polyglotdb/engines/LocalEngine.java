package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An engine as a child process that listens on loopback and keeps its files in one folder. */
abstract class LocalEngine {

    static final String HOST = "127.0.0.1";

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(7);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(50);

    private final Engine engine;
    private final Path folder;
    private final int port;
    private final EngineProcess process;
    private boolean prepared;
    private boolean served;

    LocalEngine(Engine engine, Path folder, int port) {
        this.engine = engine;
        this.folder = folder;
        this.port = port;
        this.process = new EngineProcess(engine, folder);
    }

    /** Returns name and version, for progress lines. */
    abstract String description();

    /** Provides everything that the process needs before it can start. Called once. */
    abstract void prepare() throws IOException;

    abstract List<String> command() throws IOException;

    /** Asks the process to shut down in the engine's own way. */
    abstract void requestStop(Process process) throws IOException;

    /** Called after each start, once the engine responds. */
    void started() throws IOException {}

    final Path folder() {
        return folder;
    }

    final int port() {
        return port;
    }

    /**
     * Starts the engine. Returns when it responds. Tries again if it has served before, as a killed one may have left
     * something in its way.
     */
    final synchronized void start() {
        if (served) {
            PatientStart.of(engine, this::startOnce, process::isClosed);
        } else {
            startOnce();
            served = true;
        }
    }

    final synchronized Stores.Condition condition() {
        return process.condition();
    }

    private void startOnce() {
        long begin = System.nanoTime();
        try {
            if (!prepared) {
                Files.createDirectories(folder);
                Files.deleteIfExists(process.log());
                prepare();
                prepared = true;
                begin = System.nanoTime();
            }
            Ports.requireFree(engine, port);
            process.start(command());
            awaitAnswer();
            started();
            process.reportEnd();
        } catch (IOException e) {
            process.kill();
            throw StoresException.of(folder, e);
        } catch (RuntimeException e) {
            process.kill();
            throw e;
        }
        Console.say("%s ready on %s:%d in %s".formatted(description(), HOST, port, Console.since(begin)));
    }

    final synchronized void stop() {
        process.stop(this::requestStop, STOP_TIMEOUT);
    }

    final synchronized void kill() {
        process.kill();
    }

    final synchronized void pause() {
        process.pause();
    }

    final synchronized void resume() {
        process.resume();
    }

    final Optional<EngineUse> use() {
        return process.use();
    }

    /**
     * Stops the engine for good, even while it is starting.
     *
     * @param orderly whether to wait for an orderly shutdown, which preserves its data
     */
    final void close(boolean orderly) {
        process.close();
        if (orderly) {
            process.stop(this::requestStop, STOP_TIMEOUT);
        } else {
            process.kill();
        }
    }

    private void awaitAnswer() throws IOException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!Probe.answers(engine, HOST, port)) {
            OptionalInt exit = process.exitWithin(PROBE_INTERVAL);
            if (exit.isPresent()) {
                throw failed("ended with exit code %d while it started".formatted(exit.getAsInt()));
            }
            if (System.nanoTime() > deadline) {
                throw failed("did not answer within %d s".formatted(START_TIMEOUT.toSeconds()));
            }
        }
    }

    private StoresException failed(String how) throws IOException {
        EngineLog log = new EngineLog(process.log());
        if (log.tellsOfFullDisk()) {
            return new StoresException("%s %s, because the disk that holds %s is full: make room there."
                    .formatted(description(), how, folder));
        }
        return new StoresException("%s %s%s".formatted(description(), how, log.lastWords()));
    }
}
