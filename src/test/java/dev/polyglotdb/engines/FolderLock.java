package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Exclusive use of a folder by one launcher: a lock on a file in the folder, which also names the owner. */
final class FolderLock implements AutoCloseable {

    private static final String FILE = "stores.lock";

    /** A newer folder without a lock may be one that is just being created. */
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);

    /**
     * The folders locked by this process. It must not open their lock files again, because closing them would drop the
     * locks.
     */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Returns the lock, or null if another launcher holds it. */
    static @Nullable FolderLock tryAcquire(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            // One byte far beyond the content, because a locked range can't be read on Windows.
            if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null) {
                return new FolderLock(folder, channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this process: also not available.
        }
        channel.close();
        return null;
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /** Returns the id of the process that signed the folder last. */
    static String owner(Path folder) throws IOException {
        return Files.readString(folder.resolve(FILE)).strip();
    }

    /**
     * Returns whether no process uses this folder any more.
     *
     * <p>The lock alone is not sufficient: on POSIX, a process loses a lock as soon as any part of it closes the file,
     * even after a failed attempt to lock it. If a new process has the id of a dead owner, the folder merely remains
     * for longer.
     */
    static boolean isAbandoned(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.isWritable(file)
                && Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(Instant.now().minus(ABANDONED_AFTER))
                && !OWN.contains(folder)
                && !isAlive(owner(folder));
    }

    private static boolean isAlive(String owner) {
        return owner.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(owner))
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
    }

    /** Makes this process the owner of the folder. */
    void sign() throws IOException {
        String pid = ProcessHandle.current().pid() + "\n";
        channel.truncate(0).write(StandardCharsets.US_ASCII.encode(pid));
        OWN.add(folder);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OWN.remove(folder);
    }
}
