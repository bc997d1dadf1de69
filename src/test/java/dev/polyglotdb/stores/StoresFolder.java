package dev.polyglotdb.stores;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A folder that belongs to one launcher at a time, with a folder for each engine in it. What an earlier launcher left
 * running in it is stopped before anything starts.
 */
final class StoresFolder implements AutoCloseable {

    private static final String PREFIX = "polyglot-stores-";
    private static final String LOCK_FILE = "stores.lock";
    private static final long MIN_FREE_BYTES = 600L << 20;

    /** A younger folder without a lock may be one that is just being made. */
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);

    /** Those of this process, which must not so much as open their lock files again. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final boolean temporary;
    private final FileChannel lock;

    private StoresFolder(Path path, boolean temporary, FileChannel lock) {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock;
    }

    /** A new folder that is deleted when it is closed. Deletes those that killed launchers left behind. */
    static StoresFolder temporary() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            deleteAbandoned(parent);
            StoresFolder folder = open(Files.createTempDirectory(parent, PREFIX), true);
            folder.requireSpace();
            return folder;
        } catch (IOException e) {
            throw StoresException.of(parent, e);
        }
    }

    /** The folder at this path, made if need be. */
    static StoresFolder lasting(Path path, boolean reset) {
        try {
            Files.createDirectories(path);
            requireOurs(path);
            StoresFolder folder = open(path, false);
            folder.stopLeftovers();
            if (reset) {
                folder.deleteData();
            }
            folder.requireSpace();
            return folder;
        } catch (IOException e) {
            throw StoresException.of(path, e);
        }
    }

    Path path() {
        return path;
    }

    Path of(Engine engine) {
        return path.resolve(engine.id());
    }

    /** Gives the folder free for the next launcher. */
    @Override
    public void close() {
        try {
            if (temporary) {
                deleteData();
            }
            lock.close();
            OWN.remove(path);
            if (temporary) {
                FileSystemUtils.deleteRecursively(path);
            }
        } catch (IOException e) {
            Console.say("%s could not be tidied up: %s".formatted(path, e));
        }
    }

    /** A folder of someone's own files must not be taken by mistake, least of all to be reset. */
    private static void requireOurs(Path path) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            if (files.iterator().hasNext() && !Files.exists(path.resolve(LOCK_FILE))) {
                throw new StoresException(
                        "The folder %s holds other files already: name an empty or a new one with -Dpolyglot.stores.dir=…"
                                .formatted(path));
            }
        }
    }

    private static StoresFolder open(Path path, boolean temporary) throws IOException {
        FileChannel channel = lock(path);
        if (channel == null) {
            String owner = Files.readString(path.resolve(LOCK_FILE)).strip();
            throw new StoresException(
                    "The stores in %s are run by process %s already: use those, end that process, or name another folder with -Dpolyglot.stores.dir=…"
                            .formatted(path, owner));
        }
        ByteBuffer pid =
                StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n");
        channel.truncate(0).write(pid);
        OWN.add(path);
        return new StoresFolder(path, temporary, channel);
    }

    private static @Nullable FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            // One byte far behind the content, since a locked range can't be read on Windows
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer
        }
        channel.close();
        return null;
    }

    private static void deleteAbandoned(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path path : folders) {
                Path lockFile = path.resolve(LOCK_FILE);
                if (Files.isWritable(lockFile)
                        && Files.getLastModifiedTime(lockFile)
                                .toInstant()
                                .isBefore(Instant.now().minus(ABANDONED_AFTER))) {
                    deleteIfAbandoned(path);
                }
            }
        }
    }

    private static void deleteIfAbandoned(Path path) throws IOException {
        if (isOwnerAlive(path)) {
            return;
        }
        FileChannel channel = lock(path);
        if (channel != null) {
            StoresFolder folder = new StoresFolder(path, true, channel);
            folder.stopLeftovers();
            folder.close();
        }
    }

    /**
     * A lock alone does not tell: on POSIX a process loses it as soon as any part of it closes that file, even after a look in vain.
     * A process that has got the number of a dead owner only makes the folder stay for longer.
     */
    private static boolean isOwnerAlive(Path path) throws IOException {
        if (OWN.contains(path)) {
            return true;
        }
        String owner = Files.readString(path.resolve(LOCK_FILE)).strip();
        return owner.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(owner))
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
    }

    private void stopLeftovers() {
        for (Engine engine : Engine.values()) {
            EngineProcess.stopLeftover(engine, of(engine));
        }
    }

    private void deleteData() throws IOException {
        for (Engine engine : Engine.values()) {
            FileSystemUtils.deleteRecursively(of(engine));
        }
    }

    private void requireSpace() throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < MIN_FREE_BYTES) {
            close();
            throw new StoresException(
                    "Only %d MB are free on the disk that holds %s, and the stores need %d MB: make room there or name another folder with -Dpolyglot.stores.dir=…"
                            .formatted(free >> 20, path, MIN_FREE_BYTES >> 20));
        }
    }
}
