package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A login fails when it has written its session already. */
@ShopTest
@SecondShop
class FailedLoginTests {

    private static final int OWN = 1;

    private final Shop shop;
    private final SessionList sessionList;
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;

    FailedLoginTests(Shop shop, SessionList sessionList, JdbcClient jdbc, TransactionOperations transaction) {
        this.shop = shop;
        this.sessionList = sessionList;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Test
    void itLeavesNoSessionOfWhichNobodyHasTheToken() {
        var ada = shop.customer();

        var login = logInWhileTheAccountIsLocked(ada);

        assertThat(login.status()).isEqualTo(503);
        await().atMost(Duration.ofMinutes(1)).until(() -> sessions(ada) == OWN);
        assertThat(ada.get("/users/me").status()).isEqualTo(200);
    }

    private Reply logInWhileTheAccountIsLocked(Person person) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("select id from users where id = :id for update")
                    .param("id", person.id())
                    .query(Long.class)
                    .single();
            var login = CompletableFuture.supplyAsync(() -> Tries.logIn(shop, person.email(), person.password()));
            await().atMost(Duration.ofMinutes(1)).until(() -> login.isDone() || sessions(person) > OWN);
            assertThat(sessions(person)).isGreaterThan(OWN);
            return login.join();
        }));
    }

    private int sessions(Person person) {
        return sessionList.of(person.id()).size();
    }
}
