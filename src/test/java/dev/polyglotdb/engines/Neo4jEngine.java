package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Neo4j Community Edition in its own JVM. Its license is the GPL, so it is never on the application's class path. */
final class Neo4jEngine extends LocalEngine {

    private static final String VERSION = "5.26.30";

    /** The web server, and tools to import, check and archive databases. */
    private static final String[] UNUSED = {
        "org.neo4j:neo4j-consistency-check",
        "org.neo4j:neo4j-import-tool",
        "org.apache.hadoop:*",
        "org.apache.parquet:*",
        "com.github.luben:zstd-jni",
        "org.eclipse.jetty:*",
        "org.eclipse.jetty.ee8:*",
        "org.eclipse.jetty.http2:*",
        "org.glassfish.jersey.containers:*",
        "org.glassfish.jersey.core:*",
        "org.glassfish.jersey.inject:*"
    };

    private final boolean quickStart;
    private final Path passwordIsSet;
    private List<Path> jars = List.of();

    /** @param quickStart whether to start in half the time, at the expense of speed under load */
    Neo4jEngine(Path folder, int port, boolean quickStart) {
        super(Engine.NEO4J, folder, port);
        this.quickStart = quickStart;
        this.passwordIsSet = folder.resolve("password-is-set");
    }

    @Override
    String description() {
        return "neo4j " + VERSION;
    }

    @Override
    void prepare() {
        jars = Artifacts.of(Engine.NEO4J, "93 MB").classPath("org.neo4j:neo4j:" + VERSION, UNUSED);
    }

    @Override
    List<String> command() throws IOException {
        String memory = Settings.neo4jMemory();
        Path configuration = Template.write(
                "neo4j.conf",
                folder().resolve("neo4j.conf"),
                Map.of("address", HOST + ":" + port(), "pagecache", memory == null ? "64m" : memory));
        JavaCommand java = new JavaCommand(folder())
                .options(
                        "-XX:+UseSerialGC",
                        "-Xms128m",
                        "-Xmx" + (memory == null ? "384m" : memory),
                        "-Dlog4j2.shutdownHookEnabled=false")
                .open("java.nio", "java.io", "sun.nio.ch", "java.lang");
        if (quickStart) {
            java.options(JavaCommand.QUICK_START);
        }
        List<String> arguments = new ArrayList<>(List.of(data().toString(), configuration.toString()));
        if (!Files.exists(passwordIsSet)) {
            arguments.add(Credentials.NEO4J_PASSWORD);
        }
        return java.build(jars, Neo4jMain.class, List.of(ParentWatch.class), arguments.toArray(String[]::new));
    }

    Path data() {
        return folder().resolve("data");
    }

    @Override
    void started() throws IOException {
        if (!Files.exists(passwordIsSet)) {
            Files.createFile(passwordIsSet);
        }
    }

    @Override
    void requestStop(Process process) throws IOException {
        process.getOutputStream().close();
    }
}
