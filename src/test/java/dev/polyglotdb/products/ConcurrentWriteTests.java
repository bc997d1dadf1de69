package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Meanwhile;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

@ShopTest
@SecondShop
class ConcurrentWriteTests {

    private static final int CLIENTS = 24;

    /** So few that a test fails if hardly any round ends well. */
    private static final int MOST_ROUNDS = 5;

    private final Shop shop;
    private final Editor editor;
    private final MongoOperations mongo;

    ConcurrentWriteTests(Shop shop, MongoOperations mongo) {
        this.shop = shop;
        this.mongo = mongo;
        this.editor = Editor.of(shop);
    }

    /**
     * Many clients write a product at the same time.
     *
     * @param replies to all of them
     */
    private record Round(String id, List<Reply> replies) {

        static Round of(String id, IntFunction<Reply> write) {
            return new Round(id, Parallel.each(CLIENTS, write));
        }

        /** Returns the first round in which nobody is told this, or else the last. */
        static Round without(Predicate<Reply> what, Supplier<Round> next) {
            var round = next.get();
            for (var more = 1; more < MOST_ROUNDS && round.replies().stream().anyMatch(what); more++) {
                round = next.get();
            }
            return round;
        }
    }

    /** On a busy machine the store may be late for so many, or some wait so long that they go on without a turn. */
    private static Round inTime(Supplier<Round> next) {
        return Round.without(reply -> isLate(reply) || isContended(reply), next);
    }

    private static boolean isLate(Reply reply) {
        return reply.status() == 503;
    }

    private static boolean isContended(Reply reply) {
        return reply.status() == 409 && reply.problem().equals("product-contended");
    }

    private Reply patch(String id, int i) {
        return editor.patch(id, "{\"attributes\": {\"k%d\": %d}}".formatted(i, i));
    }

    private Reply read(String id) {
        return Shop.patiently(() -> editor.get(id));
    }

    @RepeatedTest(5)
    void oneOfManyConcurrentChangesOfAVersionSucceeds() {
        var careful = editor.ifMatch("\"1\"");

        var round = inTime(() -> {
            var id = shop.product("1.00");
            return Round.of(id, i -> switch (i % 3) {
                case 0 -> careful.put(id, Editor.named("name-" + i));
                case 1 -> careful.patch(id, "{\"name\": \"name-%d\"}".formatted(i));
                default -> careful.patch(id, "{\"attributes\": {\"k%d\": 1}}".formatted(i));
            });
        });

        assertThat(round.replies()).extracting(Reply::status).containsOnly(200, 412);
        var winner =
                round.replies().stream().filter(reply -> reply.status() == 200).toList();
        assertThat(winner).hasSize(1);
        assertThat(read(round.id()).body()).isEqualTo(winner.get(0).body());
    }

    @Test
    void oneOfManyConcurrentDeletionsOfAVersionSucceeds() {
        var round = inTime(() -> {
            var id = shop.product("1.00");
            return Round.of(id, i -> editor.ifMatch("\"1\"").delete(id));
        });

        assertThat(round.replies())
                .extracting(Reply::status)
                .containsOnly(204, 412)
                .containsOnlyOnce(204);
    }

    @Test
    void oneOfManyConcurrentWritersCreatesTheProductAndTheOthersReplaceIt() {
        var round = inTime(() -> {
            var id = Shop.unique("lamp");
            return Round.of(id, i -> editor.put(id, Editor.named("name-" + i)));
        });

        assertThat(round.replies())
                .extracting(Reply::status)
                .containsOnly(200, 201)
                .containsOnlyOnce(201);
        assertThat(round.replies())
                .extracting(reply -> reply.number("/version"))
                .doesNotHaveDuplicates();
        assertThat(read(round.id()).number("/version")).isEqualTo(CLIENTS);
    }

    /** Another instance, which knows nothing of the turns in this one, changes it again and again. */
    @Test
    void contentionIsNoOutage() {
        var products = mongo.getCollection("products").withTimeout(1, TimeUnit.MINUTES);

        var round = Round.without(ConcurrentWriteTests::isLate, () -> {
            var id = shop.product("1.00");
            try (var other = Meanwhile.repeat(() -> products.updateOne(eq(id), inc("version", 1L)))) {
                return Round.of(id, i -> patch(id, i));
            }
        });

        var replies = round.replies();
        assertThat(replies).allMatch(reply -> reply.status() == 200 || isContended(reply));
        var written = IntStream.range(0, CLIENTS)
                .filter(i -> replies.get(i).status() == 200)
                .mapToObj(i -> "k" + i)
                .toList();
        var stored = Shop.patiently(() -> editor.patch(round.id(), "{}")).at("/attributes");
        assertThat(stored.propertyNames()).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void noConcurrentPatchIsLost() {
        var round = inTime(() -> {
            var id = shop.product("1.00");
            return Round.of(id, i -> patch(id, i));
        });

        assertThat(round.replies()).extracting(Reply::status).containsOnly(200);
        var product = read(round.id());
        var attributes = product.at("/attributes");
        assertThat(IntStream.range(0, CLIENTS)
                        .allMatch(i -> attributes.path("k" + i).asInt(-1) == i))
                .as(attributes.toString())
                .isTrue();
        assertThat(product.number("/version")).isEqualTo(1 + CLIENTS);
    }
}
