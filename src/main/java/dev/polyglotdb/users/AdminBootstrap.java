package dev.polyglotdb.users;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Makes the administrator of {@code polyglot.admin.email} and {@code polyglot.admin.password}; without them, none. */
@Component
@ConditionalOnProperty("polyglot.admin.email")
@EnableConfigurationProperties(AdminBootstrap.Credentials.class)
class AdminBootstrap implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(AdminBootstrap.class);

    @ConfigurationProperties("polyglot.admin")
    record Credentials(String email, String password) {}

    private final UserService users;
    private final Credentials credentials;

    AdminBootstrap(UserService users, Credentials credentials) {
        this.users = users;
        this.credentials = credentials;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var id = users.ensureAdministrator(new NewUser(credentials.email(), "Administrator", credentials.password()));
        log.info("Administrator {} exists", id);
    }
}
