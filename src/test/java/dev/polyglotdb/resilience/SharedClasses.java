package dev.polyglotdb.resilience;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * An archive of the loaded and linked classes of an instance (application class-data sharing, JEP 350). It halves the
 * start-up time, and the tests start about thirty instances. It is created before the first of them, by an instance
 * that serves a few requests and ends. Without it, the first two and this one took twice as long beside each other as
 * one after the other.
 */
final class SharedClasses {

    /** What an instance needs of the test classes. Spring would otherwise read each of them at each start. */
    private static final List<String> OF_TESTS =
            List.of("dev/polyglotdb/resilience/crash", "dev/polyglotdb/orders/payments/GatewayElsewhere.class");

    /** To write the archive, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

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
            return train(context, List.of("-XX:ArchiveClassesAtExit=" + archive, "-cp", classPath))
                    ? List.of("-XX:SharedArchiveFile=" + archive, "-cp", classPath)
                    : NOT_ARCHIVED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Loads the classes of a short life: the start, requests of each kind, and the end, before which the archive is
     * written.
     *
     * @return whether it ended in time
     */
    private static boolean train(ApplicationContext context, List<String> java) {
        var shops = context.getBeanProvider(Shop.class);
        // The lab has no shop that would have made the tables.
        var flyway = "--spring.flyway.enabled=" + (shops.getIfAvailable() == null);
        try (var instance = Instance.start(InstanceCommand.quick(context).with(List.of(flyway)), java)) {
            shops.ifAvailable(shop -> visit(shop, instance.client()));
            return instance.terminate(PATIENCE);
        }
    }

    /** No answer matters. Without a card, there is nothing to be settled if one is missing. */
    private static void visit(Shop shop, Client instance) {
        var person = shop.customer();
        var product = shop.product("1");
        instance.post(
                "/auth/login",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(person.email(), person.password()));
        var client = instance.withToken(person.token());
        client.get("/products");
        client.post("/orders", Person.order(product, 1));
        client.get("/orders");
        client.post("/activity", "{\"type\": \"SEARCH\"}");
        client.get("/activity");
        client.get("/recommend/" + person.id());
    }

    private static Path jar(Path classes, Path folder) {
        var jar = folder.resolve(classes.getFileName() + ".jar");
        var tool = ToolProvider.findFirst("jar").orElseThrow();
        var said = new PrintWriter(System.err, true);
        var command = new ArrayList<>(List.of("--create", "--no-compress", "--file", jar.toString()));
        var isOfTests = Files.exists(classes.resolve(OF_TESTS.get(0)));
        for (var part : isOfTests ? OF_TESTS : List.of(".")) {
            command.addAll(List.of("-C", classes.toString(), part));
        }
        var code = tool.run(said, said, command.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException("no jar of " + classes);
        }
        return jar;
    }
}
