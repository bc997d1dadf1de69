package dev.polyglotdb.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;

/** The operator has set another password, and the application starts while Redis is away. */
@ShopTest
@SecondShop
class AdminBootstrapWithoutRedisTests {

    private final UserService users;
    private final Validator validator;
    private final StoreControl stores;

    AdminBootstrapWithoutRedisTests(UserService users, Validator validator, StoreControl stores) {
        this.users = users;
        this.validator = validator;
        this.stores = stores;
    }

    @Test
    void itStartsAndTheNewPasswordIsValidOnceRedisIsBack() {
        var email = Shop.unique("boss") + "@example.com";
        bootstrap(email, "the first password").run(new DefaultApplicationArguments());
        var bootstrap = bootstrap(email, "the second password");

        try (var redis = Outage.kill(stores, Engine.REDIS)) {
            bootstrap.run(new DefaultApplicationArguments());
            bootstrap.tryAgain();

            assertThat(users.authenticate(email, "the first password")).isPresent();
        }
        await().until(() -> {
            bootstrap.tryAgain();
            return users.authenticate(email, "the second password").isPresent();
        });

        assertThat(users.authenticate(email, "the second password"))
                .hasValueSatisfying(
                        verified -> assertThat(verified.user().isAdmin()).isTrue());
        assertThat(users.authenticate(email, "the first password")).isEmpty();
    }

    private AdminBootstrap bootstrap(String email, String password) {
        return new AdminBootstrap(users, validator, new AdminBootstrap.Credentials(email, password));
    }
}
