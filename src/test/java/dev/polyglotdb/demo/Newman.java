package dev.polyglotdb.demo;

import dev.polyglotdb.testing.ChildProcess;
import dev.polyglotdb.testing.OptionalTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** Runs the Postman collection from a terminal, on Node. */
final class Newman {

    private static final Path FOLDER = Path.of("src/test/postman");
    private static final Path COLLECTION = Path.of("src/docs/postman").toAbsolutePath();

    private static final Duration INSTALLATION = Duration.ofMinutes(2);
    private static final Duration RUN = Duration.ofMinutes(2);

    private final Path node;

    private Newman(Path node) {
        this.node = node;
    }

    /**
     * Installs it as its lock file says, if that is not done already.
     *
     * @throws TestAbortedException if Node, npm or its registry is not there, and tools are not required
     */
    static Newman installed() {
        var node = OptionalTools.program("node", "nodejs");
        var npm = OptionalTools.program("npm");
        if (!isUpToDate()) {
            var installation = ChildProcess.run(
                    FOLDER,
                    Map.of(),
                    INSTALLATION,
                    npm.toString(),
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund");
            if (installation.exit() != 0) {
                throw OptionalTools.missing("npm can't install Newman: " + installation.output());
            }
        }
        return new Newman(node);
    }

    /** Sends all requests of the collection, in their order, and checks the answers as it says. */
    ChildProcess run(int port) {
        return ChildProcess.run(
                FOLDER,
                Map.of("NO_PROXY", "127.0.0.1", "no_proxy", "127.0.0.1"),
                RUN,
                node.toString(),
                "node_modules/newman/bin/newman.js",
                "run",
                COLLECTION.resolve("polyglotdb.postman_collection.json").toString(),
                "--environment",
                COLLECTION.resolve("local.postman_environment.json").toString(),
                "--env-var",
                "baseUrl=http://127.0.0.1:" + port,
                "--color",
                "off",
                "--disable-unicode");
    }

    /** npm notes in the folder of the packages what it has installed. */
    private static boolean isUpToDate() {
        var installed = FOLDER.resolve("node_modules/.package-lock.json");
        try {
            return Files.exists(installed)
                    && Files.getLastModifiedTime(installed)
                                    .compareTo(Files.getLastModifiedTime(FOLDER.resolve("package-lock.json")))
                            >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
