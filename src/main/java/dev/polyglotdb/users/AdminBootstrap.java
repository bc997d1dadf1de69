package dev.polyglotdb.users;

import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.web.ProblemException;
import jakarta.validation.Validator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Creates the administrator set by {@code polyglot.admin.email} and {@code polyglot.admin.password}. Each start sets
 * the role and the password again, so that whoever controls the settings always gets in. Without these settings, it
 * creates none.
 */
@Component
@ConditionalOnProperty("polyglot.admin.email")
@EnableConfigurationProperties(AdminBootstrap.Credentials.class)
class AdminBootstrap implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(AdminBootstrap.class);

    @ConfigurationProperties("polyglot.admin")
    record Credentials(String email, @Nullable String password) {

        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "Credentials[email=" + email + "]";
        }
    }

    private final UserService users;
    private final Validator validator;
    private final Credentials credentials;

    /** The administrator whose account still has to be ensured; null if there is none, or it is done. */
    private volatile @Nullable NewUser wanted;

    AdminBootstrap(UserService users, Validator validator, Credentials credentials) {
        this.users = users;
        this.validator = validator;
        this.credentials = credentials;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        // An empty environment variable counts as not set.
        if (!credentials.email().isBlank()) {
            wanted = administrator();
            tryAgain();
        }
    }

    /**
     * Ensures the account, as often as it takes. A new password ends the sessions of the old one, so Redis must be
     * there, and it waits for its turn beside those who log in already. The application starts without it.
     */
    @Scheduled(fixedDelay = 5_000)
    void tryAgain() {
        var administrator = wanted;
        if (administrator != null) {
            try {
                log.info("Administrator {} exists", users.ensureAdministrator(administrator));
                wanted = null;
            } catch (StoreException away) {
                tellThatItMustWait(away.getMessage());
            } catch (ProblemException overloaded) {
                tellThatItMustWait(overloaded.getBody().getDetail());
            }
        }
    }

    private static void tellThatItMustWait(@Nullable String reason) {
        log.warn("The administrator can't be changed yet: {}", reason);
    }

    /** Validates the administrator's credentials by the same rules as any registration. */
    private NewUser administrator() {
        var password = Objects.requireNonNullElse(credentials.password(), "");
        var administrator = new NewUser(credentials.email(), "Administrator", password);
        for (var violation : validator.validate(administrator)) {
            throw new IllegalStateException(
                    "polyglot.admin.%s %s".formatted(violation.getPropertyPath(), violation.getMessage()));
        }
        return administrator;
    }
}
