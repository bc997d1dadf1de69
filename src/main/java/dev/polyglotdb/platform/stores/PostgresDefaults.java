package dev.polyglotdb.platform.stores;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Settings of PostgreSQL's driver and pool that depend on what the address names: one server, a primary with its
 * stand-bys, or a pooler. They come last of all sources, and what the address itself says has precedence in the driver.
 */
final class PostgresDefaults implements EnvironmentPostProcessor {

    private static final String POOLER = "polyglot.stores.postgres-pooler";
    private static final String HIKARI = "spring.datasource.hikari.";
    private static final String DRIVER = HIKARI + "data-source-properties.";

    /** After the files of the configuration, because they may set the address. */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new MapPropertySource("postgresDefaults", defaults(environment)));
    }

    private static Map<String, Object> defaults(Environment environment) {
        var timeouts = StoreTimeouts.of(environment);
        var defaults = new HashMap<String, Object>();
        defaults.put(HIKARI + "exception-override-class-name", ReadOnlyConnectionEviction.class.getName());
        if (hasPooler(environment)) {
            // The next statement may meet another server process, which does not know what was prepared.
            defaults.put(DRIVER + "prepareThreshold", "0");
        } else {
            defaults.put(DRIVER + "options", options(timeouts));
        }
        var hosts = hosts(environment.getProperty("spring.datasource.url", ""));
        if (hosts > 1) {
            defaults.put(DRIVER + "targetServerType", "primary");
            defaults.put(DRIVER + "hostRecheckSeconds", recheckSeconds(timeouts));
            // The pool would set the time for one host. No client waits so long: the pool connects in the background.
            var login = timeouts.connection().multipliedBy(hosts).plus(timeouts.responseTime());
            defaults.put(DRIVER + "loginTimeout", Long.toString(login.toSeconds()));
        }
        return defaults;
    }

    /**
     * Returns what the server is told with each connection. A machine that loses its power or its network closes none.
     * So the server ends a transaction whose client has fallen silent, because it holds locks, and a connection that
     * nobody acknowledges, because there is room for so many only.
     */
    private static String options(StoreTimeouts timeouts) {
        var abandoned = timeouts.abandoned().toMillis();
        return String.join(
                " ",
                "-c statement_timeout=" + timeouts.statement().toMillis(),
                "-c idle_in_transaction_session_timeout=" + abandoned,
                "-c tcp_user_timeout=" + abandoned,
                "-c tcp_keepalives_idle=10",
                "-c tcp_keepalives_interval=5",
                "-c tcp_keepalives_count=3");
    }

    private static boolean hasPooler(Environment environment) {
        return environment.getProperty(POOLER, Boolean.class, false);
    }

    /**
     * Returns how long the driver remembers that a host was away or a stand-by. A new primary is one of these at first.
     * Longer than an attempt to connect, so that a host that does not answer does not delay every connection.
     */
    private static String recheckSeconds(StoreTimeouts timeouts) {
        return StoreTimeoutDefaults.seconds(timeouts.connection().plusSeconds(1));
    }

    /** Returns how many hosts a JDBC URL names. */
    static int hosts(String url) {
        var begin = url.indexOf("//");
        return begin < 0 ? 1 : url.substring(begin + 2).split("/", 2)[0].split(",").length;
    }
}
