package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.stores.PostgresTransactions;
import dev.polyglotdb.testing.LockWaits;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.users.NewUser;
import dev.polyglotdb.users.UserErasure;
import dev.polyglotdb.users.UserService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

@ShopTest
class AccountChangeTests {

    private final Shop shop;
    private final UserService users;
    private final UserErasure userErasure;
    private final PostgresTransactions transactions;
    private final JdbcClient jdbc;

    AccountChangeTests(
            Shop shop, UserService users, UserErasure userErasure, PostgresTransactions transactions, JdbcClient jdbc) {
        this.shop = shop;
        this.users = users;
        this.userErasure = userErasure;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @Test
    void whoBecomesAdministratorHasToLogInAgainAndIsOneThen() {
        var ada = shop.customer();

        users.ensureAdministrator(new NewUser(ada.email(), "Ada", ada.password()));

        assertThat(ada.get("/users/me").status()).isEqualTo(401);
        assertThat(logIn(ada.email(), ada.password()).texts("/user/roles", "")).containsExactly("USER", "ADMIN");
    }

    @Test
    void whoeverRegisteredWithTheAdministratorsAddressIsShutOut() {
        var squatter = shop.customer();

        users.ensureAdministrator(new NewUser(squatter.email(), "Boss", "the operator's password"));

        assertThat(squatter.get("/users/me").status()).isEqualTo(401);
        assertThat(logIn(squatter.email(), squatter.password()).status()).isEqualTo(401);
        assertThat(logIn(squatter.email(), "the operator's password").status()).isEqualTo(200);
    }

    @Test
    void soIsWhoeverRegistersItWhileTheAdministratorIsMade() {
        var squatter = new NewUser(Shop.unique("squatter") + "@example.com", "Squatter", "the squatter's password");

        var made = transactions.execute(() -> {
            users.ensure(squatter, false);
            var making = CompletableFuture.supplyAsync(
                    () -> users.ensureAdministrator(new NewUser(squatter.email(), "Boss", "the operator's password")));
            await().until(() -> making.isDone() || LockWaits.count(jdbc, "insert into users%") > 0);
            return making;
        });

        made.orTimeout(1, TimeUnit.MINUTES).join();
        assertThat(logIn(squatter.email(), squatter.password()).status()).isEqualTo(401);
        assertThat(logIn(squatter.email(), "the operator's password").texts("/user/roles", ""))
                .containsExactly("USER", "ADMIN");
    }

    @Test
    void anAdministratorWhoIsThereAlreadyStaysLoggedIn() {
        var email = Shop.unique("boss") + "@example.com";
        var id = users.ensureAdministrator(new NewUser(email, "Boss", "the operator's password"));
        var boss =
                shop.anybody().withToken(logIn(email, "the operator's password").text("/token"));

        assertThat(users.ensureAdministrator(new NewUser(email, "Boss", "the operator's password")))
                .isEqualTo(id);
        assertThat(boss.get("/admin/outbox").status()).isEqualTo(200);
    }

    @Test
    void aDeletedAccountIsShutOutAtOnce() {
        var ada = shop.customer();

        transactions.execute(() -> userErasure.erase(ada.id()));

        assertThat(ada.get("/users/me").status()).isEqualTo(401);
        assertThat(logIn(ada.email(), ada.password()).status()).isEqualTo(401);
    }

    @Test
    void anOldHashIsReplacedAtTheNextLogin() {
        var ada = shop.customer();
        var old = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(ada.password());
        jdbc.sql("update users set password_hash = ? where id = ?")
                .params(old, ada.id())
                .update();

        assertThat(logIn(ada.email(), "wrong password").status()).isEqualTo(401);
        assertThat(hash(ada.id())).isEqualTo(old);
        assertThat(logIn(ada.email(), ada.password()).status()).isEqualTo(200);
        assertThat(hash(ada.id())).startsWith("{bcrypt}$2a$05$");
        assertThat(logIn(ada.email(), ada.password()).status()).isEqualTo(200);
    }

    @Test
    void loginsAtOnceReplaceAnOldHashAndAllSucceed() {
        var ada = shop.customer();
        jdbc.sql("update users set password_hash = ? where id = ?")
                .params("{bcrypt}" + new BCryptPasswordEncoder(4).encode(ada.password()), ada.id())
                .update();

        var statuses = Parallel.each(4, i -> logIn(ada.email(), ada.password()).status());

        assertThat(statuses).containsOnly(200);
    }

    private String hash(long id) {
        return jdbc.sql("select password_hash from users where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private Reply logIn(String email, String password) {
        return shop.anybody().post("/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(email, password));
    }
}
