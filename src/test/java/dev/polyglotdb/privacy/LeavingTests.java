package dev.polyglotdb.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.testing.LogLines;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.users.NewUser;
import dev.polyglotdb.users.UserErasure;
import dev.polyglotdb.users.UserService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who may leave, and what is so with the answer. */
@ShopTest
class LeavingTests {

    private final Shop shop;
    private final ErasureFixture erasureFixture;
    private final UserService users;
    private final UserErasure userErasure;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    LeavingTests(
            Shop shop,
            ApplicationContext context,
            UserService users,
            UserErasure userErasure,
            JdbcClient jdbc,
            TransactionTemplate transactions) {
        this.shop = shop;
        this.erasureFixture = ErasureFixture.of(shop, context);
        this.users = users;
        this.userErasure = userErasure;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Test
    void withoutTheRightPasswordNobodyLeaves() {
        var ada = shop.customer();

        assertThat(ErasureFixture.leave(ada.client(), "{\"password\": \"wrong password\"}")
                        .problem())
                .isEqualTo("wrong-password");
        assertThat(ErasureFixture.leave(ada.client(), "{\"password\": \"%s\"}".formatted("x".repeat(1_001)))
                        .problem())
                .isEqualTo("wrong-password");
        assertThat(ErasureFixture.leave(ada.client(), "{}").invalid()).containsExactly("#/password");
        assertThat(ErasureFixture.leave(ada.client(), "").problem()).isEqualTo("malformed-json");
        assertThat(ErasureFixture.leave(ada.client(), "{\"password\": \"%s\", \"all\": true}".formatted(ada.password()))
                        .invalid())
                .containsExactly("#/all");

        assertThat(ada.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void wrongPasswordsCountAsFailedLogins() {
        var ada = shop.customer();
        for (var i = 0; i < 10; i++) {
            assertThat(ErasureFixture.leave(ada.client(), "{\"password\": \"wrong password\"}")
                            .status())
                    .isEqualTo(403);
        }

        assertThat(ErasureFixture.leave(ada).status()).isEqualTo(429);
        assertThat(ada.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void theLastAdministratorStays() {
        var admin = shop.admin();

        transactions.executeWithoutResult(status -> {
            jdbc.sql("update users set admin = false where admin and id <> :id")
                    .param("id", admin.id())
                    .update();
            assertThatThrownBy(() -> userErasure.erase(admin.id()))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.getMessage()).contains("administrator"));
            status.setRollbackOnly();
        });

        assertThat(admin.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void ofTheLastTwoAdministratorsWhoLeaveAtOnceOneStays() {
        var two = List.of(administrator(), administrator());
        var others = demoteAllBut(two);
        try {
            var answers = Parallel.each(2, number -> ErasureFixture.leave(two.get(number)));

            assertThat(answers).extracting(Reply::status).containsExactlyInAnyOrder(202, 409);
            var last = two.get(answers.get(0).status() == 409 ? 0 : 1);
            assertThat(ErasureFixture.leave(last).problem()).isEqualTo("last-administrator");
            assertThat(last.get("/users/me").status()).isEqualTo(200);
            assertThat(erasureFixture.logIn(last).status()).isEqualTo(200);
        } finally {
            jdbc.sql("update users set admin = true where id = any(:ids)")
                    .param("ids", others.toArray(Long[]::new))
                    .update();
        }
    }

    private Person administrator() {
        var email = Shop.unique("admin") + "@example.com";
        var password = "correct horse battery";
        var user = users.ensure(new NewUser(email, "An Administrator", password), true);
        return shop.logInAgain(new Person(user.id(), email, password, "", shop.anybody()));
    }

    private List<Long> demoteAllBut(List<Person> two) {
        return jdbc.sql("update users set admin = false where admin and id <> all(:ids) returning id")
                .param("ids", two.stream().map(Person::id).toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    @Test
    void withTheAnswerSessionsAreDeadAndTheAddressIsFree() {
        var ada = shop.customer();
        var other = shop.logInAgain(ada);
        var order = Person.order(shop.product("3.00"), 1);
        var first = ada.ordersOnce("the-key", order).number("/id");

        var answer = ErasureFixture.leave(ada);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).hasValue("/admin/erasures/" + answer.number("/id"));
        assertThat(ada.get("/users/me").status()).isEqualTo(401);
        assertThat(ada.ordersOnce("the-key", order).status()).isEqualTo(401);
        assertThat(other.get("/auth/session").status()).isEqualTo(401);
        assertThat(erasureFixture.logIn(ada).status()).isEqualTo(401);
        assertThat(shop.admin().get("/users/" + ada.id()).status()).isEqualTo(404);
        assertThat(shop.admin().get("/users/" + ada.id() + "/activity").status())
                .isEqualTo(404);
        assertThat(shop.admin().get("/users/" + ada.id() + "/export").status()).isEqualTo(404);
        var again = shop.anybody()
                .post(
                        "/users",
                        "{\"email\": \"%s\", \"name\": \"N\", \"password\": \"%s\"}"
                                .formatted(ada.email(), ada.password()));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.number("/id")).isNotEqualTo(ada.id());
        var anew = shop.logInAgain(ada).ordersOnce("the-key", order);
        assertThat(anew.status()).isEqualTo(201);
        assertThat(anew.number("/id")).isNotEqualTo(first);
    }

    @Test
    void anAdministratorErasesAndMayRepeatIt() {
        var ada = shop.customer();
        try (var log = LogLines.of("audit")) {
            var first = erasureFixture.dismiss(ada.id());
            var second = erasureFixture.dismiss(ada.id());

            assertThat(first.status()).isEqualTo(202);
            assertThat(second.number("/id")).isEqualTo(first.number("/id"));
            assertThat(log.all()).anyMatch(line -> line.contains("event=erasure user=" + ada.id()));
            assertThat(log.all()).noneMatch(line -> line.contains(ada.email()));
        }
        assertThat(ada.get("/users/me").status()).isEqualTo(401);
    }
}
