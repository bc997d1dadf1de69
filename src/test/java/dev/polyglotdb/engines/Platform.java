package dev.polyglotdb.engines;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Differences between operating systems. */
final class Platform {

    private static final String OS = System.getProperty("os.name").toLowerCase(Locale.ROOT);

    private Platform() {}

    /** Returns {@code linux}, {@code darwin}, {@code windows}, or Java's name of the operating system. */
    static String os() {
        if (isWindows()) {
            return "windows";
        }
        return OS.startsWith("mac") ? "darwin" : OS;
    }

    /** Returns {@code amd64}, {@code arm64}, or Java's name of the processor architecture. */
    static String arch() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (arch) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> arch;
        };
    }

    static boolean isWindows() {
        return OS.startsWith("windows");
    }

    /** Returns whether the system uses musl instead of glibc. */
    static boolean isAlpine() {
        return Files.exists(Path.of("/etc/alpine-release"));
    }

    static String executable(String name) {
        return isWindows() ? name + ".exe" : name;
    }

    static boolean onPath(String command) {
        return find(command).isPresent();
    }

    /** Returns the path where a shell would find the command. */
    static Optional<Path> find(String command) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, executable(command)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
