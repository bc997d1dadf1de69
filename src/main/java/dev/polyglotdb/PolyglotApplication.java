package dev.polyglotdb;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** One shop over five stores. */
@SpringBootApplication
@EnableScheduling
public class PolyglotApplication {

    public static void main(String[] args) {
        SpringApplication.run(PolyglotApplication.class, args);
    }
}
