package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.cassandra.security.ThreadAwareSecurityManager;

/** A node of Cassandra in its own JVM. */
final class CassandraEngine extends LocalEngine {

    /**
     * Where a node belongs in its cluster.
     *
     * @param token the only one of the node
     * @param storagePort on which the other nodes reach it
     * @param seedPort the storage port of the node that starts first
     */
    record Place(long token, int storagePort, int seedPort) {

        static Place alone() {
            var port = Ports.random();
            return new Place(0, port, port);
        }
    }

    private static final String VERSION = "5.0.9";

    /** Tools, optional features and alternatives that a single development node never uses. */
    private static final String[] UNUSED = {
        "org.apache.cassandra:cassandra-driver-core",
        "com.github.luben:zstd-jni",
        "org.eclipse.jdt:ecj",
        "io.netty:netty-tcnative-boringssl-static",
        "org.gridkit.jvmtool:*",
        "org.gridkit.lab:*",
        "com.beust:jcommander",
        "org.psjava:psjava",
        "org.apache.lucene:lucene-analysis-common",
        "org.apache.commons:commons-math3",
        "net.openhft:affinity",
        "net.openhft:chronicle-analytics",
        "net.openhft:chronicle-bytes",
        "net.openhft:chronicle-queue",
        "net.openhft:chronicle-threads",
        "net.openhft:chronicle-wire",
        "net.openhft:posix",
        "com.github.jnr:*",
        "net.java.dev.jna:jna-platform",
        "com.github.seancfoley:ipaddress",
        "io.airlift:airline",
        "org.caffinitas.ohc:*",
        "io.dropwizard.metrics:metrics-logback"
    };

    private final boolean quickStart;
    private final Place place;
    private final boolean guarded;
    private List<Path> jars = List.of();

    /** @param quickStart whether to start in half the time, at the expense of speed under load */
    CassandraEngine(Path folder, int port, boolean quickStart, Place place) {
        this(folder, port, quickStart, place, false);
    }

    /** @param guarded whether it asks for a password, and what a role may do */
    CassandraEngine(Path folder, int port, boolean quickStart, Place place, boolean guarded) {
        super(Engine.CASSANDRA, folder, port);
        this.guarded = guarded;
        this.quickStart = quickStart;
        this.place = place;
    }

    @Override
    String description() {
        return "cassandra " + VERSION;
    }

    @Override
    void prepare() {
        jars = Artifacts.of(Engine.CASSANDRA, "36 MB")
                .classPath("org.apache.cassandra:cassandra-all:" + VERSION, UNUSED);
    }

    @Override
    List<String> command() throws IOException {
        Path yaml = Template.write(
                "cassandra.yaml",
                folder().resolve("cassandra.yaml"),
                Map.of(
                        "host",
                        HOST,
                        "port",
                        port(),
                        "token",
                        place.token(),
                        "storagePort",
                        place.storagePort(),
                        "seedPort",
                        place.seedPort(),
                        "transportThreads",
                        quickStart ? 16 : 128,
                        "storageThreads",
                        quickStart ? 16 : 32,
                        "authenticator",
                        guarded ? "PasswordAuthenticator" : "AllowAllAuthenticator",
                        "authorizer",
                        guarded ? "CassandraAuthorizer" : "AllowAllAuthorizer"));
        Path logback = Template.write("cassandra-logback.xml", folder().resolve("logback.xml"), Map.of());
        JavaCommand java = new JavaCommand(folder())
                .options("-XX:+UseSerialGC", "-Xms128m", "-Xmx384m")
                .options(
                        "-Dcassandra.config=" + yaml.toUri(),
                        "-Dcassandra.storagedir=" + folder().resolve("data"),
                        "-Dcassandra-foreground=yes",
                        "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                        "-Dcassandra.ring_delay_ms=0",
                        "-Dcassandra.shutdown_announce_in_ms=0",
                        // Its clock otherwise ticks 500 times a second, idle or not.
                        "-Dcassandra.approximate_time_precision_ms=20",
                        // A thread is otherwise renamed with each task that it takes.
                        "-Dcassandra.set_sep_thread_name=false",
                        "-Dlogback.configurationFile=" + logback.toUri(),
                        "-Dio.netty.tryReflectionSetAccessible=true",
                        "-Djdk.attach.allowAttachSelf=true")
                .options(exports(
                        "java.base/jdk.internal.misc",
                        "java.base/java.lang.ref",
                        "java.management.rmi/com.sun.jmx.remote.internal.rmi",
                        "java.rmi/sun.rmi.registry",
                        "java.rmi/sun.rmi.server",
                        "java.sql/java.sql",
                        "jdk.unsupported/sun.misc"))
                .options("--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED")
                .open(
                        "java.io",
                        "java.lang",
                        "java.lang.module",
                        "java.lang.reflect",
                        "java.nio",
                        "java.util",
                        "jdk.internal.loader",
                        "jdk.internal.math",
                        "jdk.internal.module",
                        "jdk.internal.ref",
                        "jdk.internal.reflect",
                        "jdk.internal.util.jar",
                        "sun.nio.ch");
        if (quickStart) {
            java.options(JavaCommand.QUICK_START);
        }
        if (guarded) {
            // Its first role is there 10 s after the start otherwise.
            java.options("-Dcassandra.superuser_setup_delay_ms=0");
        }
        return java.build(jars, CassandraMain.class, launcherClasses());
    }

    @Override
    void requestStop(Process process) throws IOException {
        process.getOutputStream().close();
    }

    private static List<Class<?>> launcherClasses() {
        return JavaCommand.feature() < 18
                ? List.of(ParentWatch.class)
                : List.of(ParentWatch.class, ThreadAwareSecurityManager.class);
    }

    private static String[] exports(String... packages) {
        return List.of(packages).stream()
                .map("--add-exports=%s=ALL-UNNAMED"::formatted)
                .toArray(String[]::new);
    }
}
