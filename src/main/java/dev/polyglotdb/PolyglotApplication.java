package dev.polyglotdb;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.cassandra.autoconfigure.DataCassandraAutoConfiguration;
import org.springframework.boot.data.cassandra.autoconfigure.DataCassandraReactiveAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * One shop over five stores. Errors that no controller sees are reported by Tomcat, as problems, not by Boot's error page. Spring
 * Data's Cassandra templates, which nobody uses, would connect at start, and so keep the application from starting without it.
 */
@SpringBootApplication(
        exclude = {
            ErrorMvcAutoConfiguration.class,
            DataCassandraAutoConfiguration.class,
            DataCassandraReactiveAutoConfiguration.class
        })
@EnableScheduling
public class PolyglotApplication {

    public static void main(String[] args) {
        SpringApplication.run(PolyglotApplication.class, args);
    }
}
