package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** The files of a Redis as they were at one time, with all that it had acknowledged. */
public final class RedisBackup {

    private final RedisEngine server;
    private final Path files;

    private RedisBackup(RedisEngine server, Path files) {
        this.server = server;
        this.files = files;
    }

    static RedisBackup of(RedisEngine server, Path folder) throws IOException {
        var files = Files.createTempDirectory(folder, "backup");
        FileSystemUtils.copyRecursively(server.data(), files);
        return new RedisBackup(server, files);
    }

    /** Kills the server, and starts it with these files instead of its own. */
    public void restore() throws IOException {
        server.kill();
        FileSystemUtils.deleteRecursively(server.data());
        FileSystemUtils.copyRecursively(files, server.data());
        server.start();
    }
}
