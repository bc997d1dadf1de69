package dev.polyglotdb.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Programs that some tests use and that a machine need not have, such as Node. A test that misses one is skipped, or
 * fails if the environment says {@code POLYGLOT_TOOLS=required}.
 */
public final class OptionalTools {

    private static final boolean REQUIRED = "required".equals(System.getenv("POLYGLOT_TOOLS"));
    private static final List<String> SUFFIXES = List.of("", ".exe", ".cmd");

    private OptionalTools() {}

    /**
     * Finds a program on the {@code PATH}.
     *
     * @param names its names, the best known first
     * @throws TestAbortedException if there is none and it is not required
     */
    public static Path program(String... names) {
        return Arrays.stream(names)
                .flatMap(OptionalTools::places)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing(names[0] + " is not on the PATH"));
    }

    /**
     * Finds a file that a package of the system has.
     *
     * @param name of the package
     * @param places where it may be, on different machines
     * @throws TestAbortedException if it is in none of these places and not required
     */
    public static Path file(String name, String... places) {
        return Arrays.stream(places)
                .map(Path::of)
                .filter(Files::isReadable)
                .findFirst()
                .orElseThrow(() -> missing(name + " is not installed"));
    }

    /** Returns what skips the test that runs, and says why at the terminal. Fails the test if tools are required. */
    public static TestAbortedException missing(String reason) {
        if (REQUIRED) {
            throw new AssertionError(reason + ", but POLYGLOT_TOOLS=required");
        }
        System.out.println("skipped: " + reason);
        return new TestAbortedException(reason);
    }

    private static Stream<Path> places(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> SUFFIXES.stream().map(suffix -> Path.of(folder, name + suffix)));
    }
}
