package dev.polyglotdb.platform.stores;

import java.sql.Driver;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;

/**
 * Gives the migrations a connection of their own. The connections of the pool are cut after the time of a request, and
 * a migration that rewrites a table takes longer.
 */
@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {

    private static final String CONNECT_SECONDS = "5";

    /** @param own empty if there are no migrations */
    @Bean
    static FlywayConfigurationCustomizer connectionForMigrations(
            ObjectProvider<FlywayConnectionDetails> own, JdbcConnectionDetails usual) {
        return configuration -> configuration.dataSource(dataSource(own.getObject(), usual));
    }

    /** @param own {@code spring.flyway.url}, {@code .user} and {@code .password}; what it lacks is as for requests */
    private static DataSource dataSource(FlywayConnectionDetails own, JdbcConnectionDetails usual) {
        var url = Objects.requireNonNullElse(own.getJdbcUrl(), usual.getJdbcUrl());
        var source = new SimpleDriverDataSource();
        source.setDriverClass(
                ClassUtils.resolveClassName(usual.getDriverClassName(), null).asSubclass(Driver.class));
        source.setUrl(url);
        source.setUsername(own.getUsername() == null ? usual.getUsername() : own.getUsername());
        source.setPassword(own.getPassword() == null ? usual.getPassword() : own.getPassword());
        source.setConnectionProperties(properties(url));
        return source;
    }

    private static Properties properties(String url) {
        var properties = new Properties();
        properties.setProperty("ApplicationName", "polyglotdb-migration");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("prepareThreshold", "0"); // for a pooler
        if (PostgresDefaults.hosts(url) > 1) {
            properties.setProperty("targetServerType", "primary");
        }
        return properties;
    }
}
