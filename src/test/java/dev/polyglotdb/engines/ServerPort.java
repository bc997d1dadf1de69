package dev.polyglotdb.engines;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/** The port on which the application will listen. */
public final class ServerPort {

    private static final int DEFAULT = 8080;

    private ServerPort() {}

    /**
     * Checks that nothing else listens on the port, before slow work starts.
     *
     * @param args the application's command line
     * @param profiles the profiles that the application will have
     * @throws StoresException if the port is in use
     */
    public static void requireFree(String[] args, String... profiles) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        ConfigDataEnvironmentPostProcessor.applyTo(environment, new DefaultResourceLoader(), null, profiles);
        int port = environment.getProperty("server.port", Integer.class, DEFAULT);
        if (port > 0 && !Ports.isFree(port)) {
            throw new StoresException(
                    "Port %d, on which the application is to listen, is taken by another program: stop that one, or choose another port with SERVER_PORT=8081."
                            .formatted(port));
        }
    }
}
