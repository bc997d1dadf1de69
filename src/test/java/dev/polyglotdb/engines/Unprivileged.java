package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** Runs a program that refuses to run as root, as PostgreSQL does, even if the launcher is root. */
final class Unprivileged {

    /** The user id of "nobody" on Linux. */
    private static final int NOBODY = 65534;

    private Unprivileged() {}

    /**
     * Returns the prefix for the program's command line that lets it work in this folder. It is empty unless the
     * launcher is root.
     */
    static List<String> prefix(Path folder) throws IOException {
        if (!Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"))) {
            return List.of();
        }
        // In a user namespace, the program is not root but still owns its files, wherever they are.
        if (Platform.onPath("unshare") && succeeds("unshare", "-U", "true")) {
            return List.of("unshare", "-U");
        }
        if (Platform.onPath("setpriv")) {
            letIn(folder);
            return List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        }
        throw new StoresException("PostgreSQL refuses to run as root: start as an ordinary user.");
    }

    private static void letIn(Path folder) throws IOException {
        Path stores = folder.resolveSibling(".").normalize();
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(stores);
        permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(stores, permissions);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                return giveAway(path);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                return giveAway(path);
            }

            private FileVisitResult giveAway(Path path) throws IOException {
                Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean succeeds(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return ShortRun.exit(process) == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
