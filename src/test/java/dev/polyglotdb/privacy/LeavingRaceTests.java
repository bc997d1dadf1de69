package dev.polyglotdb.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Interruptible;
import dev.polyglotdb.testing.LockWaits;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Somebody leaves while the account is being changed. */
@ShopTest
class LeavingRaceTests {

    private final Shop shop;
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;

    LeavingRaceTests(Shop shop, JdbcClient jdbc, TransactionOperations transaction) {
        this.shop = shop;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Whoever has stolen a password is not quicker than the owner, who has changed it. */
    @Test
    void aPasswordThatIsBeingChangedErasesNobody() {
        var ada = shop.customer();
        var otherHash = jdbc.sql("select password_hash from users where id = :id")
                .param("id", shop.customer().id())
                .query(String.class)
                .single();

        var leaving = transaction.execute(status -> {
            jdbc.sql("update users set password_hash = :hash where id = :id")
                    .param("hash", otherHash)
                    .param("id", ada.id())
                    .update();
            var answer = CompletableFuture.supplyAsync(() -> ErasureFixture.leave(ada));
            await().until(() -> LockWaits.count(jdbc, "select * from users%for update") > 0 || answer.isDone());
            return answer;
        });

        assertThat(Interruptible.join(Objects.requireNonNull(leaving)).problem())
                .isEqualTo("wrong-password");
        assertThat(ada.get("/users/me").status()).isEqualTo(200);
    }
}
