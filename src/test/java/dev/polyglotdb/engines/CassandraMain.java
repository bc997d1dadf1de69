package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The main class of Cassandra's own JVM. */
final class CassandraMain {

    /** How late Linux may wake a thread whose time is up, in nanoseconds. The default is 50 µs. */
    private static final String TIMER_SLACK = "300000";

    private CassandraMain() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        ParentWatch.start();
        wakeLess();
        Class.forName("org.apache.cassandra.service.CassandraDaemon")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }

    /**
     * Lets Cassandra's workers sleep longer while they have nothing to do. After a request they look for the next one
     * again and again, and sleep for 10 µs in between ({@code SEPWorker.doWaitSpin}). That took a third of Cassandra's
     * time in the build, and half of it under orders. The threads that this one starts inherit the setting.
     */
    private static void wakeLess() {
        try {
            Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            Files.writeString(Path.of("/proc/" + thread.getFileName(), "timerslack_ns"), TIMER_SLACK);
        } catch (IOException e) {
            // Only Linux has it.
        }
    }
}
