package dev.polyglotdb.privacy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.RedisGroup;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Redis is restored from a backup that has sessions of people who have left since. */
@ShopTest
class RestoredRedisTests {

    private final Shop shop;
    private final ApplicationContext context;
    private final ErasureFixture erasureFixture;
    private final Traces traces;

    RestoredRedisTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
        this.erasureFixture = ErasureFixture.of(shop, context);
        this.traces = Traces.in(context);
    }

    @Test
    void aSessionThatIsBackOpensNothingAndEndsWithAllOthersOfItsUser() throws IOException {
        var mark = Shop.unique("restored");
        var ada = erasureFixture.named(mark);
        var bruno = erasureFixture.named(mark);
        var product = shop.product("3.00");
        try (var redis = RedisGroup.alone();
                var instance = Instance.start(context, "--spring.data.redis.port=" + redis.port(0))) {
            var staying = session(shop.customer(), instance);
            var administrator = session(shop.admin(), instance);
            var dumped = session(ada, instance);
            dump(redis);
            var logged = session(ada, instance);
            session(bruno, instance);
            assertThat(logged.with("Idempotency-Key", "the-key")
                            .post("/orders", Person.order(product, 1))
                            .status())
                    .isEqualTo(201);
            var backup = redis.backUp(0);
            assertThat(ErasureFixture.leave(ada, logged).status()).isEqualTo(202);
            assertThat(dismiss(bruno, administrator)).isEqualTo(202);
            erasureFixture.erasedByAdministrator(ada);
            erasureFixture.erasedByAdministrator(bruno);
            assertThat(sessions(redis, ada)).isZero();

            backup.restore();

            assertThat(sessions(redis, ada)).isEqualTo(2);
            assertThat(sessions(redis, bruno)).isEqualTo(1);
            await().until(() -> staying.get("/users/me").status() == 200);
            // At first the instance may not know yet that Ada has left.
            await().until(() -> status(dumped) == 401);
            assertThat(sessions(redis, ada)).isZero();
            for (var session : List.of(dumped, logged)) {
                assertOpensNothing(session, ada, product, mark);
            }
            assertThat(ErasureFixture.logIn(ada, instance.client()).status()).isEqualTo(401);
            assertThat(staying.get("/users/me").status()).isEqualTo(200);
            // The entry may be applied by an instance with another Redis; then it is added once more.
            await().atMost(90, SECONDS).pollInterval(1, SECONDS).until(() -> {
                assertThat(dismiss(bruno, administrator)).isEqualTo(202);
                erasureFixture.hurry(List.of(bruno.id()));
                return sessions(redis, bruno) == 0;
            });
        }
        erasureFixture.erasedByAdministrator(ada);
        assertThat(traces.of(mark)).isEmpty();
    }

    /** Has Redis write its log anew, which then begins with a dump. */
    private static void dump(RedisGroup redis) {
        redis.on(0, RedisCommands::bgrewriteaof);
        await().until(() -> redis.says(0, "persistence", "aof_rewrite_in_progress:0")
                && redis.says(0, "persistence", "aof_rewrite_scheduled:0"));
    }

    private static Client session(Person person, Instance instance) {
        return instance.client()
                .withToken(ErasureFixture.logIn(person, instance.client()).text("/token"));
    }

    private static int dismiss(Person person, Client administrator) {
        return administrator
                .send("DELETE", "/users/" + person.id(), BodyPublishers.noBody())
                .status();
    }

    private static long sessions(RedisGroup redis, Person person) {
        return redis.on(0, commands -> commands.zcard("user-sessions:" + person.id()));
    }

    private static int status(Client session) {
        return session.get("/orders").status();
    }

    private static void assertOpensNothing(Client session, Person person, String product, String mark) {
        var answers = List.of(
                session.get("/users/me"),
                session.get("/users/me/export"),
                session.get("/orders"),
                session.get("/activity"),
                session.get("/recommend/" + person.id()),
                session.get("/auth/sessions"),
                session.with("Idempotency-Key", "the-key").post("/orders", Person.order(product, 1)),
                session.post("/activity", "{\"type\": \"VIEW\", \"data\": {\"note\": \"%s\"}}".formatted(mark)));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.http().body()).doesNotContain(mark);
        });
    }
}
