package dev.polyglotdb.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Lengths are counted in code points, as the OpenAPI document counts them. */
@ShopTest
class AccountLengthTests {

    private final Shop shop;

    AccountLengthTests(Shop shop) {
        this.shop = shop;
    }

    /**
     * No code point takes more room in NFC than these notes, 12 bytes. PostgreSQL compresses what is longer than fits
     * an index.
     */
    @Test
    void theLargestNameAndAddressAreStoredAndFound() {
        var notes = new Random()
                .ints(242, 0x1D15E, 0x1D165)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        var name = "🙂".repeat(200);

        var reply = register(notes + "@example.com", name);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("/name")).isEqualTo(name);
        assertThat(register(notes + "@example.com", name).problem()).isEqualTo("email-taken");
    }

    @Test
    void oneCodePointMoreIsTooMany() {
        assertThat(register("🙂".repeat(243) + "@example.com", "🙂".repeat(201)).invalid())
                .containsExactlyInAnyOrder("#/email", "#/name");
    }

    private Reply register(String email, String name) {
        return shop.anybody().post("/users", """
                        {"email": "%s", "name": "%s", "password": "correct horse"}""".formatted(email, name));
    }
}
