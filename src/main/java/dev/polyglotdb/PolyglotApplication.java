package dev.polyglotdb;

import dev.polyglotdb.platform.stores.Migration;
import java.security.Security;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.cassandra.autoconfigure.DataCassandraAutoConfiguration;
import org.springframework.boot.data.cassandra.autoconfigure.DataCassandraReactiveAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.observation.LettuceObservationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The application: one shop over five stores.
 *
 * Tomcat reports errors that no controller sees, as problems; Spring Boot's error page is off. Spring Data's templates
 * for Cassandra are off as well: nobody uses them, and they connect at start, so the application could not start
 * without Cassandra. So are Lettuce's observations: the application itself measures and traces its calls of each store.
 */
@SpringBootApplication(
        exclude = {
            ErrorMvcAutoConfiguration.class,
            DataCassandraAutoConfiguration.class,
            DataCassandraReactiveAutoConfiguration.class,
            LettuceObservationAutoConfiguration.class
        })
@EnableScheduling
public class PolyglotApplication {

    private static final String ADDRESS_SECONDS = "networkaddress.cache.ttl";

    /** @param args options; {@value Migration#COMMAND} before them only brings the schema of PostgreSQL up to date */
    public static void main(String[] args) {
        forgetAddressesSoon();
        if (args.length > 0 && args[0].equals(Migration.COMMAND)) {
            Migration.run(args);
        } else {
            SpringApplication.run(PolyglotApplication.class, args);
        }
    }

    /**
     * Looks a host's name up anew after 5 s instead of 30 s, because after a fail-over it may lead to another server.
     * What the Java installation or its options say has precedence. Has no effect once a name was looked up.
     */
    private static void forgetAddressesSoon() {
        if (Security.getProperty(ADDRESS_SECONDS) == null) {
            Security.setProperty(ADDRESS_SECONDS, "5");
        }
    }
}
