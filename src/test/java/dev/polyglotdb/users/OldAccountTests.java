package dev.polyglotdb.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Accounts of versions that stored an address in another form. */
@ShopTest
class OldAccountTests {

    private static final String PASSWORD = "correct horse";

    private final Shop shop;
    private final UserRepository userRepository;
    private final PasswordEncoder encoder;

    OldAccountTests(Shop shop, UserRepository userRepository, PasswordEncoder encoder) {
        this.shop = shop;
        this.userRepository = userRepository;
        this.encoder = encoder;
    }

    @ParameterizedTest
    @CsvSource({
        "%s@b\u00FCcher.example, %s@b\u00FCcher.example",
        "%s@b\u00FCcher.example, %s@xn--bcher-kva.example",
        "%s@b\u00FCcher.example, %s@B\u00DCCHER.example.",
        "%s@xn--bcher-kva.example, %s@b\u00FCcher.example",
        "cafe\u0301%s@example.com, cafe\u0301%s@example.com",
        "cafe\u0301%s@example.com, caf\u00E9%s@example.com",
        "%s@example.com., %s@example.com.",
        "%s@example.com., %s@EXAMPLE.com",
        "%sa\u03C2@example.com, %sA\u03A3@example.com",
        "j\u030C%s@example.com, J\u030C%s@example.com",
        "%s\u3164@example.com, %s\u3164@example.com"
    })
    void theyAreFoundByTheirAddressHoweverItIsWritten(String stored, String typed) {
        var unique = Shop.unique("old");
        var old = store(stored.formatted(unique), PASSWORD);

        assertThat(logIn(typed.formatted(unique), PASSWORD).number("/user/id")).isEqualTo(old.id());
        assertThat(register(typed.formatted(unique)).status()).isIn(400, 409);
    }

    /** Somebody registered once more when the old account could not be found. Each is found by what it stored. */
    @Test
    void anAccountThatHasAYoungerTwinIsStillFound() {
        var unique = Shop.unique("twin");
        var old = store(unique + "@b\u00FCcher.example", PASSWORD);
        var young = store(unique + "@xn--bcher-kva.example", "another horse");

        assertThat(logIn(old.email(), PASSWORD).number("/user/id")).isEqualTo(old.id());
        assertThat(logIn(young.email(), "another horse").number("/user/id")).isEqualTo(young.id());
    }

    private User store(String email, String password) {
        return userRepository
                .add(email, List.of(email), "Old", encoder.encode(password), false, Instant.now())
                .orElseThrow();
    }

    private Reply logIn(String email, String password) {
        return shop.anybody().post("/auth/login", """
                        {"email": "%s", "password": "%s"}""".formatted(email, password));
    }

    private Reply register(String email) {
        return shop.anybody().post("/users", """
                        {"email": "%s", "name": "New", "password": "%s"}""".formatted(email, PASSWORD));
    }
}
