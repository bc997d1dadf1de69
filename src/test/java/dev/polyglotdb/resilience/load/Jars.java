package dev.polyglotdb.resilience.load;

import dev.polyglotdb.testing.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/** The packaged jars of this version and of the one before, which {@code upgrade/before.txt} names by its commit. */
record Jars(Path before, Path now) {

    static final Path BEFORE = Path.of("src/test/resources/upgrade/before.txt");

    private static final Path FOLDER = Path.of("target", "upgrade").toAbsolutePath();
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Duration GIT = Duration.ofMinutes(1);
    private static final Duration BUILD = Duration.ofMinutes(15);

    /**
     * Finds the jar of this version, and builds that of the one before unless an earlier run has built it.
     *
     * @throws AssertionError if something is missing, with what to do
     */
    static Jars get() throws IOException {
        var commit = Files.readString(BEFORE).strip();
        var before = FOLDER.resolve("polyglotdb-" + commit + ".jar");
        if (!Files.exists(before)) {
            build(commit, before);
        }
        return new Jars(before, packaged());
    }

    private static void build(String commit, Path result) throws IOException {
        var known = run(HERE, GIT, "git", "cat-file", "-e", commit + "^{commit}");
        if (known.exit() != 0) {
            throw new AssertionError("The commit %s of %s is not in this clone: git fetch --unshallow. %s"
                    .formatted(commit, BEFORE, known.output()));
        }
        Files.createDirectories(FOLDER);
        var worktree = Files.createTempDirectory(FOLDER, "worktree");
        try {
            must(run(HERE, GIT, "git", "worktree", "add", "--detach", "--force", worktree.toString(), commit));
            System.out.println("builds " + commit);
            // Offline first: whoever has built this version has nearly all of what the other one needs.
            if (run(worktree, BUILD, "./mvnw", "-q", "-o", "-DskipTests", "package")
                            .exit()
                    != 0) {
                must(run(worktree, BUILD, "./mvnw", "-q", "-DskipTests", "package"));
            }
            Files.copy(only(worktree.resolve("target")), result, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            run(HERE, GIT, "git", "worktree", "remove", "--force", worktree.toString());
        }
    }

    /** The time of the file tells nothing: it is that of the commit, so that builds are reproducible. */
    private static Path packaged() throws IOException {
        var jar = only(Path.of("target"));
        var classes = Path.of("target", "classes");
        try (var packaged = new JarFile(jar.toFile());
                var compiled = Files.walk(classes)) {
            for (var file :
                    compiled.filter(path -> path.toString().endsWith(".class")).toList()) {
                var name = "BOOT-INF/classes/"
                        + classes.relativize(file).toString().replace('\\', '/');
                var entry = packaged.getJarEntry(name);
                if (entry == null || entry.getCrc() != crc(file)) {
                    throw new AssertionError(
                            "%s lacks %s as it is now: ./mvnw -DskipTests package".formatted(jar, name));
                }
            }
        }
        return jar;
    }

    private static long crc(Path file) throws IOException {
        var crc = new CRC32();
        crc.update(Files.readAllBytes(file));
        return crc.getValue();
    }

    private static Path only(Path folder) throws IOException {
        try (var jars = Files.newDirectoryStream(folder, "polyglotdb-*.jar")) {
            var found = jars.iterator();
            if (!found.hasNext()) {
                throw new AssertionError("no jar in %s: ./mvnw -DskipTests package".formatted(folder));
            }
            return found.next().toAbsolutePath();
        }
    }

    private static ChildProcess run(Path folder, Duration bound, String... command) {
        return ChildProcess.run(folder, Map.of(), bound, command);
    }

    private static void must(ChildProcess ended) {
        if (ended.exit() != 0) {
            throw new AssertionError(ended.output());
        }
    }
}
