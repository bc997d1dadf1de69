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

/** The right of one launcher to a folder: a lock on a file in it, which also says whose it is. */
final class FolderLock implements AutoCloseable {

    private static final String FILE = "stores.lock";

    /** A younger folder without a lock may be one that is just being made. */
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);

    /** Those of this process, which must not so much as open their lock files again. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** The lock, or null if another launcher has it. */
    static @Nullable FolderLock tryAcquire(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            // One byte far behind the content, since a locked range can't be read on Windows
            if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null) {
                return new FolderLock(folder, channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer
        }
        channel.close();
        return null;
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /** The number of the process that signed the folder last. */
    static String owner(Path folder) throws IOException {
        return Files.readString(folder.resolve(FILE)).strip();
    }

    /**
     * Whether nobody uses this folder any more.
     *
     * <p>A lock alone does not tell: on POSIX a process loses it as soon as any part of it closes that file, even after a look in
     * vain. A process that has got the number of a dead owner only makes the folder stay for longer.
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

    /** Makes this process the folder's owner. */
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
