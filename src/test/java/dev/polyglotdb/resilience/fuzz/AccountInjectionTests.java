package dev.polyglotdb.resilience.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

/** No text logs in as another user or gives an account more rights. */
@ShopTest
@SideBySide
class AccountInjectionTests extends InjectionFixture {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JdbcClient jdbc;
    private final String mark = Shop.unique("injected");

    AccountInjectionTests(Shop shop, JdbcClient jdbc) {
        super(shop);
        this.jdbc = jdbc;
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"$ne\": null}", "{\"$gt\": \"\"}", "[\"a\"]", "true", "1", "null"})
    void noOperatorIsAPassword(String operator) {
        for (var credentials : List.of(
                "{\"email\": \"%s\", \"password\": %s}"
                        .formatted(bystander.person().email(), operator),
                "{\"email\": %s, \"password\": \"%s\"}"
                        .formatted(operator, bystander.person().password()))) {
            assertThat(shop.anybody().post("/auth/login", credentials).problem())
                    .isEqualTo("validation");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"' OR 1=1 --", "%", "*", "' UNION SELECT 1 --", "\\", "$$"})
    void noTextLogsInAsSomebodyElse(String text) {
        for (var credentials : List.of(
                credentials(bystander.person().email(), text),
                credentials(
                        bystander.person().email() + text, bystander.person().password()))) {
            assertThat(shop.anybody().post("/auth/login", credentials).status()).isEqualTo(401);
        }
        assertThat(shop.anybody().withToken(encode(text)).get("/users/me").status())
                .isEqualTo(401);
    }

    @Test
    void namesAreTextsAndNobodyGivesThemselvesARole() {
        var texts = List.of("Robert'); DROP TABLE users; --", "${7*7}", "<script>alert(1)</script>");
        for (var name : texts) {
            var user = NODES.objectNode()
                    .put("email", Shop.unique(mark + "o'--") + "@example.com")
                    .put("name", name)
                    .put("password", "correct horse");
            var made = shop.anybody().post("/users", user.toString());
            assertThat(made.text("/name")).isEqualTo(name);
            assertThat(made.texts("/roles", "")).containsExactly("USER");
        }
        for (var field : List.of("roles", "admin", "id", "isAdmin", "passwordHash", "createdAt")) {
            var user = NODES.objectNode()
                    .put("email", Shop.unique(mark) + "@example.com")
                    .put("name", "New")
                    .put("password", "correct horse")
                    .put(field, true);
            assertThat(shop.anybody().post("/users", user.toString()).invalid()).containsExactly("#/" + field);
        }
        assertThat(accounts()).isEqualTo(texts.size());
    }

    private static String credentials(String email, String password) {
        return NODES.objectNode().put("email", email).put("password", password).toString();
    }

    private long accounts() {
        return jdbc.sql("select count(*) from users where email like :mark")
                .param("mark", mark + "%")
                .query(Long.class)
                .single();
    }
}
