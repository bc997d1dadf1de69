package dev.polyglotdb.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.platform.stores.PostgresTransactions;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import jakarta.validation.Validator;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;

@ShopTest
class AdminBootstrapTests {

    private final UserService users;
    private final UserRepository userRepository;
    private final PasswordEncoder encoder;
    private final PostgresTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Validator validator;

    AdminBootstrapTests(
            UserService users,
            UserRepository userRepository,
            PasswordEncoder encoder,
            PostgresTransactions transactions,
            ApplicationEventPublisher events,
            Validator validator) {
        this.users = users;
        this.userRepository = userRepository;
        this.encoder = encoder;
        this.transactions = transactions;
        this.events = events;
        this.validator = validator;
    }

    @Test
    void theAdministratorOfTheSettingsExistsHoweverOftenTheApplicationStarts() {
        var email = Shop.unique("boss") + "@example.com";

        start(email, "set by the operator");
        start(email, "set by the operator");

        assertThat(users.authenticate(email, "set by the operator"))
                .hasValueSatisfying(
                        verified -> assertThat(verified.user().isAdmin()).isTrue());
    }

    /** The settings are where it is changed: whoever has them gets in, whatever became of the account. */
    @Test
    void aPasswordThatWasChangedIsThatOfTheSettingsAgainAfterTheNextStart() {
        var email = Shop.unique("boss") + "@example.com";
        start(email, "set by the operator");
        var boss = users.authenticate(email, "set by the operator").orElseThrow();
        users.changePassword(boss, "changed by the boss", () -> {});

        start(email, "set by the operator");

        assertThat(users.authenticate(email, "set by the operator")).isPresent();
        assertThat(users.authenticate(email, "changed by the boss")).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "admin", "1234567"})
    void aPasswordThatNobodyMayHaveIsNoAdministratorsEither(@Nullable String password) {
        var email = Shop.unique("boss") + "@example.com";

        assertThatThrownBy(() -> start(email, password))
                .hasMessage("polyglot.admin.password must have 8 to 72 bytes, none of them NUL")
                .hasNoCause();
        assertThat(users.findByEmail(email)).isEmpty();
    }

    @Test
    void anAddressThatIsNoneKeepsTheApplicationFromStarting() {
        assertThatThrownBy(() -> start("admin", "set by the operator")).hasMessageStartingWith("polyglot.admin.email ");
    }

    @Test
    void aSettingThatIsEmptyMakesNobody() {
        start("", "");

        assertThat(users.findByEmail("")).isEmpty();
    }

    /** Its port is open before, so that a whole crowd may log in at this moment. */
    @Test
    void whereTooManyLogInTheApplicationStartsAndTheAdministratorExistsAfterwards() {
        var email = Shop.unique("boss") + "@example.com";
        var crowded = new CrowdedEncoder(encoder);
        var passwords = new AccountPasswords(userRepository, crowded);
        var bootstrap = bootstrap(
                new UserService(userRepository, passwords, Clock.systemUTC(), events, transactions),
                email,
                "set by the operator");
        crowded.isFull = true;

        bootstrap.run(new DefaultApplicationArguments());
        bootstrap.tryAgain();
        assertThat(users.findByEmail(email)).isEmpty();

        crowded.isFull = false;
        bootstrap.tryAgain();
        assertThat(users.authenticate(email, "set by the operator")).isPresent();
    }

    private void start(String email, @Nullable String password) {
        bootstrap(users, email, password).run(new DefaultApplicationArguments());
    }

    private AdminBootstrap bootstrap(UserService of, String email, @Nullable String password) {
        return new AdminBootstrap(of, validator, new AdminBootstrap.Credentials(email, password));
    }

    /** Answers as the application's encoder does while as many wait for their turn as may. */
    private static final class CrowdedEncoder implements PasswordEncoder {

        private final PasswordEncoder encoder;
        private boolean isFull;

        CrowdedEncoder(PasswordEncoder encoder) {
            this.encoder = encoder;
        }

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            requireTurn();
            return encoder.encode(password);
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            requireTurn();
            return encoder.matches(password, hash);
        }

        private void requireTurn() {
            if (isFull) {
                throw ProblemException.overloaded("Too many people log in just now.");
            }
        }
    }
}
