package org.apache.cassandra.security;

/**
 * Stands in for Cassandra's class of the same name, which confines user-defined functions by means of the
 * SecurityManager, that Java 18 to 23 refuse to install and Java 24 has no more. Such functions are off in our
 * configuration. Used in Cassandra's own JVM only.
 */
public final class ThreadAwareSecurityManager {

    private ThreadAwareSecurityManager() {}

    /** Called by Cassandra when it starts. */
    public static void install() {
        // There is nothing to confine
    }

    /** Called by Cassandra where it makes a difference whether a user-defined function is running. */
    public static boolean isSecuredThread() {
        return false;
    }
}
