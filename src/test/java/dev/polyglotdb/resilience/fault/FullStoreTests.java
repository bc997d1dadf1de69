package dev.polyglotdb.resilience.fault;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores that respond but cannot store anything more. */
@ShopTest
class FullStoreTests {

    private static final String LIMIT = "maxmemory";

    private final Shop shop;
    private final JdbcClient jdbc;
    private final StringRedisTemplate redis;

    FullStoreTests(Shop shop, JdbcClient jdbc, StringRedisTemplate redis) {
        this.shop = shop;
        this.jdbc = jdbc;
        this.redis = redis;
    }

    @Test
    void withoutRoomInRedisNobodyCanLogInAndSessionsThatExistGoOn() {
        var ada = shop.customer();
        var before = memoryLimit();
        limitMemory("1");
        try {
            assertUnavailable(shop.anybody().post("/auth/login", """
                            {"email": "%s", "password": "%s"}""".formatted(ada.email(), ada.password())), "redis");
        } finally {
            await().ignoreExceptions().untilAsserted(() -> limitMemory(before));
        }
        assertThat(ada.get("/users/me").status()).isEqualTo(200);
    }

    private String memoryLimit() {
        return requireNonNull(redis.execute((RedisCallback<String>)
                connection -> connection.serverCommands().getConfig(LIMIT).getProperty(LIMIT)));
    }

    private void limitMemory(String bytes) {
        redis.execute((RedisCallback<Boolean>) connection -> {
            connection.serverCommands().setConfig(LIMIT, bytes);
            return true;
        });
    }

    /** Raises PostgreSQL's own error for a full disk where data would be written. */
    @Test
    void withoutRoomOnPostgresqlsDiskNobodyCanRegister() {
        jdbc.sql("""
                create function full_disk() returns trigger language plpgsql as
                $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$""").update();
        jdbc.sql("""
                create trigger full_disk before insert on users for each row when (new.name = 'Too Many')
                execute function full_disk()""").update();
        try {
            assertUnavailable(shop.anybody().post("/users", """
                            {"email": "%s@example.com", "name": "Too Many", "password": "correct horse"}""".formatted(Shop.unique("full"))), "postgres");
        } finally {
            await().ignoreExceptions()
                    .untilAsserted(() -> jdbc.sql("drop function if exists full_disk cascade")
                            .update());
        }
    }

    private static void assertUnavailable(Reply reply, String store) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(503);
        assertThat(reply.problem()).isEqualTo("store-unavailable");
        assertThat(reply.text("/store")).isEqualTo(store);
        assertThat(reply.header("Retry-After")).isPresent();
    }
}
