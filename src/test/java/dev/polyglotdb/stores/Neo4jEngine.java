package dev.polyglotdb.stores;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Neo4j, the community edition, in a JVM of its own. It is under the GPL and so never on the application's class path. */
final class Neo4jEngine extends LocalEngine {

    private static final String VERSION = "5.26.30";

    private final boolean brief;
    private List<Path> jars = List.of();

    /**
     * @param brief whether it will run for minutes only, so that a quick start counts for more than speed later
     */
    Neo4jEngine(Path folder, int port, boolean brief) {
        super(Engine.NEO4J, folder, port);
        this.brief = brief;
    }

    @Override
    String description() {
        return "neo4j " + VERSION;
    }

    @Override
    void prepare() {
        jars = Artifacts.of(Engine.NEO4J, "93 MB").classPath("org.neo4j:neo4j:" + VERSION);
    }

    @Override
    List<String> command() throws IOException {
        Path home = folder().resolve("data");
        Path configuration =
                Template.write("neo4j.conf", folder().resolve("neo4j.conf"), Map.of("address", HOST + ":" + port()));
        JavaCommand java = new JavaCommand(folder())
                .options("-Xms128m", "-Xmx384m", "-Dlog4j2.shutdownHookEnabled=false")
                .open("java.nio", "java.io", "sun.nio.ch", "java.lang");
        if (brief) {
            java.options("-XX:TieredStopAtLevel=1");
        }
        return java.build(
                jars,
                Neo4jMain.class,
                List.of(ParentWatch.class),
                home.toString(),
                configuration.toString(),
                Credentials.NEO4J_PASSWORD);
    }

    @Override
    void requestStop(Process process) throws IOException {
        process.getOutputStream().close();
    }
}
