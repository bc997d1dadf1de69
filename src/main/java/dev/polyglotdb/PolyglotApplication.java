package dev.polyglotdb;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** One shop over five stores. Errors that no controller sees are reported by Tomcat, as problems, not by Boot's error page. */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
@EnableScheduling
public class PolyglotApplication {

    public static void main(String[] args) {
        SpringApplication.run(PolyglotApplication.class, args);
    }
}
