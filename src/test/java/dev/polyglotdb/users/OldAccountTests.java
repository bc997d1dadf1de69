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
        "%s\u3164@example.com, %s\u3164@example.com",
        "ilgaz%s@example.com, \u0131lgaz%s@example.com",
        "%s@xn--j4f.example, %s@\u1C90.example",
        "a@%s@b.example, a@%s\uFF20b.example"
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

    /** Otherwise each of its addresses would allow ten more tries. */
    @Test
    void theFailuresOfAnAccountAreCountedTogetherWhicheverAddressIsTyped() {
        var unique = Shop.unique("tried");
        store("iii" + unique + "@example.com", PASSWORD);
        var typed = List.of("iii", "\u0131ii", "i\u0131i", "ii\u0131", "\u0131\u0131\u0131");
        for (var i = 0; i < 10; i++) {
            assertThat(logIn(typed.get(i % typed.size()) + unique + "@example.com", "wrong password")
                            .status())
                    .isEqualTo(401);
        }

        for (var form : typed) {
            assertThat(logIn(form + unique + "@example.com", PASSWORD).status()).isEqualTo(429);
        }
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
