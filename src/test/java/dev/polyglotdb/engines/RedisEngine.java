package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Redis with the binaries from embedded-redis. */
final class RedisEngine extends LocalEngine {

    private static final String ARTIFACT = "com.github.codemonstur:embedded-redis:1.4.4";

    private final Path server;
    private final List<String> more;

    RedisEngine(Path folder, int port) {
        this(folder, port, folder, List.of());
    }

    /**
     * @param binaries the folder of the program, which several can share
     * @param more arguments
     */
    RedisEngine(Path folder, int port, Path binaries, List<String> more) {
        super(Engine.REDIS, folder, port);
        this.server = binaries.resolve("redis-server");
        this.more = more;
    }

    @Override
    String description() {
        return "redis 6.2";
    }

    @Override
    void prepare() throws IOException {
        Files.createDirectories(data());
        if (!Files.exists(server)) {
            unpack(Artifacts.of(Engine.REDIS, "12 MB").files(ARTIFACT).get(0));
        }
    }

    @Override
    List<String> command() {
        var own = List.of("--port", Integer.toString(port()), "--bind", HOST, "--dir", data().toString(), "--save", "");
        return Stream.of(
                        List.of(server.toString()),
                        more,
                        own,
                        ComposeService.of(Engine.REDIS).command())
                .flatMap(List::stream)
                .toList();
    }

    Path data() {
        return folder().resolve("data");
    }

    @Override
    void requestStop(Process process) {
        process.destroy();
    }

    private void unpack(Path jar) throws IOException {
        String ending = "-" + Platform.os() + "-" + Platform.arch();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().startsWith("redis-server-")
                        && entry.getName().endsWith(ending)) {
                    Path unfinished = server.resolveSibling("redis-server.new");
                    Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
                    if (!unfinished.toFile().setExecutable(true)) {
                        throw new IOException(unfinished + " can't be made executable");
                    }
                    Files.move(copy(unfinished), server, StandardCopyOption.ATOMIC_MOVE);
                    Files.delete(unfinished);
                    return;
                }
            }
        }
        throw new StoresException(
                "There is no Redis to download for this system (%s-%s): install Docker, with which the stores run in containers."
                        .formatted(Platform.os(), Platform.arch()));
    }

    /**
     * Has another process copy a program. Linux runs no file that anybody has open for writing, and an engine that is
     * started meanwhile inherits for a moment what this process has open.
     */
    private static Path copy(Path program) throws IOException {
        Path copy = program.resolveSibling(program.getFileName() + ".copy");
        Process copying = new ProcessBuilder("cp", "-p", program.toString(), copy.toString())
                .inheritIO()
                .start();
        try {
            if (ShortRun.exit(copying) != 0) {
                throw new IOException(program + " can't be copied");
            }
            return copy;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoresException("Redis was stopped while it was set up.", e);
        }
    }
}
