package dev.polyglotdb.engines;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The command line of an engine that runs in its own JVM. From the application's class path, the engine gets only
 * copies of the few classes that launch it.
 */
final class JavaCommand {

    /**
     * Compiles no more than quickly, and takes the engine's classes to be as the compiler wrote them. What is compiled
     * has as much room as it would have with both compilers: in less, an engine would drop code and compile it again.
     */
    static final String[] QUICK_START = {
        "-XX:TieredStopAtLevel=1",
        "-XX:ReservedCodeCacheSize=240m",
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:-BytecodeVerificationRemote"
    };

    private final Path folder;
    private final List<String> options = new ArrayList<>();

    /** @param folder the engine's folder */
    JavaCommand(Path folder) {
        this.folder = folder;
        options("-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8");
        if (feature() >= 23) {
            options("--sun-misc-unsafe-memory-access=allow");
        }
        if (feature() >= 22) {
            options("--enable-native-access=ALL-UNNAMED");
        }
    }

    /** Returns the Java version that the engines run on, which is the launcher's own. */
    static int feature() {
        return Runtime.version().feature();
    }

    JavaCommand options(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Opens packages of {@code java.base} to the engine. */
    JavaCommand open(String... packages) {
        for (String each : packages) {
            options("--add-opens=java.base/%s=ALL-UNNAMED".formatted(each));
        }
        return this;
    }

    /** @param main the main class; it and the others must not need any further class of the application */
    List<String> build(List<Path> jars, Class<?> main, List<Class<?>> others, String... arguments) throws IOException {
        Path launcher = folder.resolve("launcher");
        // Libraries unpack native code here and can't delete it when they are killed.
        Path temporary = folder.resolve("tmp");
        FileSystemUtils.deleteRecursively(temporary);
        Files.createDirectories(temporary);
        options("-Djava.io.tmpdir=" + temporary);
        for (Class<?> each : Stream.concat(Stream.of(main), others.stream()).toList()) {
            copy(each, launcher);
        }
        String classPath = Stream.concat(Stream.of(launcher), jars.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        options("-cp", classPath);
        // In a file, because a long class path may exceed Windows' limit for command lines.
        Path file = folder.resolve("java.args");
        Files.write(file, options.stream().map(JavaCommand::quoted).toList());

        List<String> command = new ArrayList<>(List.of(java(), "@" + file, main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String java() {
        Path java = Path.of(System.getProperty("java.home"), "bin", Platform.executable("java"));
        if (!Files.isExecutable(java)) {
            throw new StoresException(
                    "Cassandra and Neo4j need a Java of their own to run on, and there is none at %s.".formatted(java));
        }
        return java.toString();
    }

    private static void copy(Class<?> type, Path folder) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path target = folder.resolve(name);
        Files.createDirectories(target.resolveSibling("."));
        try (InputStream in = type.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String quoted(String option) {
        return '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
