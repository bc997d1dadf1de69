package dev.polyglotdb.platform.stores;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Brings the schema of PostgreSQL up to date and ends. For a role that may change the schema, while the instances use
 * one that may not. It needs no other store, and serves nothing.
 *
 * <p>No configuration by its annotations, for it would be one of the whole application as well.
 */
@Import(MigrationConfiguration.class)
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
public final class Migration {

    /** The first argument of the application that asks for this. */
    public static final String COMMAND = "migrate";

    /**
     * Returns once the schema is up to date.
     *
     * @param args options for the application's own properties
     * @throws RuntimeException if PostgreSQL can't be reached, or a script fails
     */
    public static void run(String... args) {
        new SpringApplicationBuilder(Migration.class)
                .web(WebApplicationType.NONE)
                .run(args)
                .close();
    }
}
