package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * A folder that one launcher uses at a time, with a subfolder for each engine. Processes that an earlier launcher left
 * running in it are stopped before anything starts.
 */
final class StoresFolder implements AutoCloseable {

    private static final String PREFIX = "polyglot-stores-";
    private static final long MIN_FREE_BYTES = 600L << 20;

    private final Path path;
    private final boolean temporary;
    private final FolderLock lock;

    private StoresFolder(Path path, boolean temporary, FolderLock lock) {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock;
    }

    /** Creates a folder that is deleted on close. Also deletes the folders that killed launchers left behind. */
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

    /** Opens the folder at this path, and creates it if necessary. */
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

    /** Releases the folder for the next launcher. */
    @Override
    public void close() {
        try {
            if (temporary) {
                deleteData();
            }
            lock.close();
            if (temporary) {
                FileSystemUtils.deleteRecursively(path);
            }
        } catch (IOException e) {
            Console.say("%s could not be tidied up: %s".formatted(path, e));
        }
    }

    /** Refuses a folder with other files, so that a user's own files are never used, let alone deleted by a reset. */
    private static void requireOurs(Path path) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            if (files.iterator().hasNext() && !FolderLock.isIn(path)) {
                throw new StoresException(
                        "The folder %s holds other files already: name an empty or a new one with -Dpolyglot.stores.dir=…"
                                .formatted(path));
            }
        }
    }

    private static StoresFolder open(Path path, boolean temporary) throws IOException {
        FolderLock lock = FolderLock.tryAcquire(path);
        if (lock == null) {
            throw new StoresException(
                    "The stores in %s are run by process %s already: use those, end that process, or name another folder with -Dpolyglot.stores.dir=…"
                            .formatted(path, FolderLock.owner(path)));
        }
        lock.sign();
        return new StoresFolder(path, temporary, lock);
    }

    private static void deleteAbandoned(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path path : folders) {
                if (FolderLock.isAbandoned(path)) {
                    deleteUnlessLocked(path);
                }
            }
        }
    }

    private static void deleteUnlessLocked(Path path) throws IOException {
        FolderLock lock = FolderLock.tryAcquire(path);
        if (lock != null) {
            StoresFolder folder = new StoresFolder(path, true, lock);
            folder.stopLeftovers();
            folder.close();
        }
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
