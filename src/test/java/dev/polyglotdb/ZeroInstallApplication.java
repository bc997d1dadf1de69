package dev.polyglotdb;

import dev.polyglotdb.engines.DevelopmentRelays;
import dev.polyglotdb.engines.Launch;
import dev.polyglotdb.engines.ServerPort;
import dev.polyglotdb.engines.SharedStores;
import dev.polyglotdb.engines.StoresConfiguration;
import org.springframework.boot.SpringApplication;

/**
 * Runs the application with demo data and everything that it needs, on a machine that has nothing but Java. Started by
 * {@code ./mvnw spring-boot:test-run}. Only this machine reaches it, unless {@code SERVER_ADDRESS} says otherwise.
 */
public final class ZeroInstallApplication {

    private static final String PROFILE = "demo";

    private ZeroInstallApplication() {}

    public static void main(String[] args) {
        Launch.run(() -> {
            ServerPort.requireFree(args, PROFILE);
            SharedStores.startLasting();
            SpringApplication.from(PolyglotApplication::main)
                    .with(StoresConfiguration.class)
                    .withAdditionalProfiles(PROFILE, DevelopmentRelays.PROFILE)
                    .run(args);
        });
    }
}
