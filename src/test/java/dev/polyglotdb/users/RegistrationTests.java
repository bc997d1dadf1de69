package dev.polyglotdb.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ShopTest
class RegistrationTests {

    private final Shop shop;

    RegistrationTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void registrationAnswersWithTheAccountAndWhereItIs() {
        var email = Shop.unique("Mixed.Case") + "@Example.com";

        var reply = register(email, "Ada Keller", "correct horse");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location")).hasValue("/users/" + reply.number("/id"));
        assertThat(reply.text("/email")).isEqualTo(email.toLowerCase(Locale.ROOT));
        assertThat(reply.text("/name")).isEqualTo("Ada Keller");
        assertThat(reply.texts("/roles", "")).containsExactly("USER");
        assertThat(reply.text("/createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3,9}Z");
        assertThat(reply.http().body()).doesNotContain("password");
    }

    @Test
    void anEmailCanBeTakenOnlyOnceInWhateverCase() {
        var email = Shop.unique("taken") + "@example.com";
        register(email, "First", "correct horse");

        var second = register(email.toUpperCase(Locale.ROOT), "Second", "correct horse");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("email-taken");
    }

    @Test
    void ofManyRegistrationsAtOnceExactlyOneGetsTheEmail() {
        var email = Shop.unique("race") + "@example.com";

        var replies = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> register(email, "Racer", "correct horse")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(Reply::status)
                .toList();

        assertThat(replies).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                            | #/email #/name #/password
            {"email": null, "name": "A", "password": "12345678"}                          | #/email
            {"email": "nobody", "name": "A", "password": "12345678"}                      | #/email
            {"email": "a@b", "name": " ", "password": "1234567"}                          | #/name #/password
            {"email": "a@b", "name": "A\\u0000", "password": "12345678"}                  | #/name
            {"email": "a@b", "name": 7, "password": true}                                 | #/name #/password
            {"email": "a@b", "name": "A", "password": "12345678\\u0000"}                  | #/password
            {"email": "a@b", "name": "A", "password": "ab\\u0000ab\\u0000ab"}              | #/password
            {"email": "a@b", "name": "A", "password": "aaaaaaa\\ud800"}                   | #/password
            {"email": "a\\u200B@b", "name": "\\u200B", "password": "12345678"}             | #/email #/name
            {"email": "a\\u202E@b", "name": "A\\u202Eb", "password": "12345678"}           | #/email #/name
            {"email": "a\\u0001@b", "name": "A\\tb", "password": "12345678"}               | #/email #/name
            {"email": "a@.b", "name": "\\u3164\\u00A0\\u0301", "password": "12345678"}     | #/email #/name
            {"email": "a@b", "name": "A", "password": "12345678", "admin": true}          | #/admin
            {"email": 1, "name": "A", "password": "short", "a/b": 1, "c~d": 2}            | #/email #/a~1b #/c~0d #/password
            """)
    void everyBadFieldIsNamed(String json, String pointers) {
        var reply = shop.anybody().post("/users", json);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("validation");
        assertThat(reply.invalid()).containsExactlyInAnyOrder(pointers.split(" "));
    }

    @Test
    void aPasswordMayHave72BytesAndNotOneMore() {
        var umlaut = "ä".repeat(36);

        assertThat(register(Shop.unique("long") + "@example.com", "Long", umlaut)
                        .status())
                .isEqualTo(201);
        assertThat(register(Shop.unique("long") + "@example.com", "Long", umlaut + "x")
                        .invalid())
                .containsExactly("#/password");
    }

    /** Mail is sent to it. */
    @ParameterizedTest
    @CsvSource({
        "\u0131lg\u0131z-%s@Example.com, \u0131lg\u0131z-%s@example.com",
        "ILGIZ-%s@example.com, ilgiz-%s@example.com",
        "\u0130lgiz-%s@example.com, ilgiz-%s@example.com",
        "a@%s.\u0131.example, a@%s.xn--cfa.example"
    })
    void anAddressKeepsItsLettersAndOnlyLosesTheirCase(String typed, String kept) {
        var unique = Shop.unique("kept");

        var reply = register(typed.formatted(unique), "Ada", "correct horse");

        assertThat(reply.text("/email")).isEqualTo(kept.formatted(unique));
    }

    @Test
    void anotherLetterIsAnotherAddress() {
        var unique = Shop.unique("dotless");

        for (var letter : new String[] {"\u0131", "i"}) {
            assertThat(register(letter + unique + "@example.com", "Ada", letter + "correct horse")
                            .status())
                    .isEqualTo(201);
        }
        for (var letter : new String[] {"\u0131", "i"}) {
            assertThat(shop.anybody()
                            .post("/auth/login", """
                                    {"email": "%s", "password": "%s"}""".formatted(
                                            letter + unique + "@example.com", letter + "correct horse"))
                            .text("/user/email"))
                    .isEqualTo(letter + unique + "@example.com");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "caf\u00E9-%s@example.com, cafe\u0301-%s@example.com",
        "%s@b\u00FCcher.example, %s@xn--bcher-kva.example",
        "%s@B\u00DCCHER.example, %s@bu\u0308cher.example",
        "%s@example.com, %s@example.com.",
        "%s@\u1C90\u1C91.example, %s@\u10D0\u10D1.example",
        "%s@\u10D0\u10D1.example, %s@\u1C90\u1C91.example",
        "%s@\u13A0\u13A1.example, %s@\uAB70\uAB71.example",
        "%s@\u0130.example, %s@i\u0307.example",
        "\u0131%s@example.com, \u0131%s@EXAMPLE.com",
        "J\u030C%s@example.com, \u01F0%s@example.com",
        "%sA\u03A3@example.com, %sa\u03C3@example.com"
    })
    void anAddressIsTheSameWhateverItsCodePoints(String one, String another) {
        var unique = Shop.unique("same");
        assertThat(register(one.formatted(unique), "Ada", "correct horse").status())
                .isEqualTo(201);

        assertThat(register(another.formatted(unique), "Ada", "correct horse").problem())
                .isEqualTo("email-taken");
        assertThat(shop.anybody()
                        .post("/auth/login", """
                                {"email": "%s", "password": "correct horse"}""".formatted(another.formatted(unique)))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0928\u093F\u0930\u091C",
                "\uD55C\uAD6D",
                "\u1112\u1161\u11AB",
                "\uD83C\uDFB8",
                "O'Hara, Jr.",
                "-"
            })
    void aNameThatCanBeSeenIsOne(String name) {
        assertThat(register(Shop.unique("named") + "@example.com", name, "correct horse")
                        .text("/name"))
                .isEqualTo(name);
    }

    private Reply register(String email, String name, String password) {
        return shop.anybody().post("/users", """
                        {"email": "%s", "name": "%s", "password": "%s"}""".formatted(email, name, password));
    }
}
