package dev.polyglotdb.resilience;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * An archive of the loaded and linked classes of an instance (application class-data sharing, JEP 350). It halves the
 * start-up time, and the tests start about thirty instances. It is created before the first of them, by a process that
 * exits before it serves requests (Spring Boot's training run). Without it, the first two and the training run took
 * twice as long beside each other as one after the other.
 */
final class SharedClasses {

    private static final List<String> NOT_ARCHIVED = List.of("-cp", System.getProperty("java.class.path"));

    private static @Nullable List<String> archived;

    private SharedClasses() {}

    /** Returns the Java options that select the archive. */
    public static synchronized List<String> options(ApplicationContext context) {
        var options = archived;
        if (options == null) {
            options = archive(context);
            archived = options;
        }
        return options;
    }

    private static List<String> archive(ApplicationContext context) {
        try {
            var folder = Files.createTempDirectory(InstanceCommand.folder(), "classes");
            var archive = folder.resolve("classes.jsa");
            // An archive contains only classes from jars, not from folders.
            var classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .map(entry -> Files.isDirectory(entry) ? jar(entry, folder) : entry)
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
            var training = InstanceCommand.quick(context)
                    .start(List.of(
                            "-XX:ArchiveClassesAtExit=" + archive,
                            "-Dspring.context.exit=onRefresh",
                            "-cp",
                            classPath));
            try (var log = Files.newOutputStream(folder.resolve("training.log"))) {
                training.getInputStream().transferTo(log);
            }
            return training.waitFor() == 0
                    ? List.of("-XX:SharedArchiveFile=" + archive, "-cp", classPath)
                    : NOT_ARCHIVED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOT_ARCHIVED;
        }
    }

    private static Path jar(Path classes, Path folder) {
        var jar = folder.resolve(classes.getFileName() + ".jar");
        var tool = ToolProvider.findFirst("jar").orElseThrow();
        var said = new PrintWriter(System.err, true);
        var code = tool.run(
                said, said, "--create", "--no-compress", "--file", jar.toString(), "-C", classes.toString(), ".");
        if (code != 0) {
            throw new IllegalStateException("no jar of " + classes);
        }
        return jar;
    }
}
