package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.LockWaits;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.users.UserService;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A password is changed while somebody else changes it or logs in with it. */
@ShopTest
class PasswordRaceTests {

    private final Shop shop;
    private final UserService users;
    private final Sessions sessions;
    private final SessionList sessionList;
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;

    PasswordRaceTests(
            Shop shop,
            UserService users,
            Sessions sessions,
            SessionList sessionList,
            JdbcClient jdbc,
            TransactionOperations transaction) {
        this.shop = shop;
        this.users = users;
        this.sessions = sessions;
        this.sessionList = sessionList;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Test
    void aLoginWithTheOldPasswordDuringTheChangeOpensNoSession() {
        var ada = shop.customer();
        var verified = users.authenticate(ada.email(), ada.password()).orElseThrow();
        sessions.endAll(ada.id());

        var late = new CompletableFuture<Reply>();
        users.changePassword(verified, PasswordChangeTests.NEW, () -> {
            late.completeAsync(() -> Tries.logIn(shop, ada.email(), ada.password()));
            Awaitility.await()
                    .until(() -> late.isDone() || !sessionList.of(ada.id()).isEmpty());
        });

        assertThat(late.join().status()).isEqualTo(401);
        assertThat(sessionList.of(ada.id())).isEmpty();
        assertOneFailureCounted(ada);
    }

    @Test
    void ofTwoChangesAtOnceOneComesTooLate() {
        var ada = shop.customer();
        var first = users.authenticate(ada.email(), ada.password()).orElseThrow();
        var second = users.authenticate(ada.email(), ada.password()).orElseThrow();

        assertThat(users.changePassword(first, PasswordChangeTests.NEW, () -> {}))
                .isTrue();
        assertThat(users.changePassword(second, "a third password", () -> {})).isFalse();

        assertThat(users.authenticate(ada.email(), PasswordChangeTests.NEW)).isPresent();
    }

    /** Both know the password. The row is held until both have been checked and wait for it. */
    @Test
    void whoComesTooLateIsCountedAsAFailedLogin() {
        // On a busy machine, one may come so much later that the other has waited too long by then.
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> {
                    var ada = shop.customer();
                    assertThat(twoChangesAtOnce(ada)).containsExactlyInAnyOrder(204, 403);
                    assertOneFailureCounted(ada);
                });
    }

    private List<Integer> twoChangesAtOnce(Person ada) {
        var client = shop.logInAgain(ada).client();
        var answers = transaction.execute(status -> {
            jdbc.sql("select id from users where id = :id for update")
                    .param("id", ada.id())
                    .query(Long.class)
                    .single();
            var both = Stream.of("one new password", "another new one")
                    .map(next -> CompletableFuture.supplyAsync(
                            () -> PasswordChangeTests.change(client, ada.password(), next)))
                    .toList();
            Awaitility.await()
                    .until(() -> LockWaits.count(jdbc, "update users%") == 2
                            || both.stream().anyMatch(CompletableFuture::isDone));
            return both;
        });
        return Objects.requireNonNull(answers).stream()
                .map(CompletableFuture::join)
                .map(Reply::status)
                .toList();
    }

    private void assertOneFailureCounted(Person person) {
        for (var i = 1; i < 10; i++) {
            assertThat(Tries.logIn(shop, person.email(), "wrong password").status())
                    .isEqualTo(401);
        }
        assertThat(Tries.logIn(shop, person.email(), "wrong password").status()).isEqualTo(429);
    }
}
