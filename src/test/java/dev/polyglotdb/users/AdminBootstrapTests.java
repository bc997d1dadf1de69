package dev.polyglotdb.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.DefaultApplicationArguments;

@ShopTest
class AdminBootstrapTests {

    private final UserService users;
    private final Validator validator;

    AdminBootstrapTests(UserService users, Validator validator) {
        this.users = users;
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

    private void start(String email, @Nullable String password) {
        new AdminBootstrap(users, validator, new AdminBootstrap.Credentials(email, password))
                .run(new DefaultApplicationArguments());
    }
}
