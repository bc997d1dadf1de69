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
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

@ShopTest
@SecondShop
class ConcurrentWriteTests {

    private static final int CLIENTS = 24;

    private final Shop shop;
    private final Editor editor;
    private final MongoOperations mongo;

    ConcurrentWriteTests(Shop shop, MongoOperations mongo) {
        this.shop = shop;
        this.mongo = mongo;
        this.editor = Editor.of(shop);
    }

    @RepeatedTest(5)
    void oneOfManyConcurrentChangesOfAVersionSucceeds() {
        var id = shop.product("1.00");
        var careful = editor.ifMatch("\"1\"");

        var replies = Parallel.each(CLIENTS, i -> switch (i % 3) {
            case 0 -> careful.put(id, Editor.named("name-" + i));
            case 1 -> careful.patch(id, "{\"name\": \"name-%d\"}".formatted(i));
            default -> careful.patch(id, "{\"attributes\": {\"k%d\": 1}}".formatted(i));
        });

        assertThat(replies).extracting(Reply::status).containsOnly(200, 412);
        var winner = replies.stream().filter(reply -> reply.status() == 200).toList();
        assertThat(winner).hasSize(1);
        assertThat(editor.get(id).body()).isEqualTo(winner.get(0).body());
    }

    @Test
    void oneOfManyConcurrentDeletionsOfAVersionSucceeds() {
        var id = shop.product("1.00");

        var replies =
                Parallel.each(CLIENTS, i -> editor.ifMatch("\"1\"").delete(id).status());

        assertThat(replies).containsOnly(204, 412).containsOnlyOnce(204);
    }

    @Test
    void oneOfManyConcurrentWritersCreatesTheProductAndTheOthersReplaceIt() {
        var id = Shop.unique("lamp");

        var replies = Parallel.each(CLIENTS, i -> editor.put(id, Editor.named("name-" + i)));

        assertThat(replies).extracting(Reply::status).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(replies).extracting(reply -> reply.number("/version")).doesNotHaveDuplicates();
        assertThat(editor.get(id).number("/version")).isEqualTo(CLIENTS);
    }

    /** Another instance, which knows nothing of the turns in this one, changes it again and again. */
    @Test
    void contentionIsNoOutage() {
        var id = shop.product("1.00");
        var products = mongo.getCollection("products").withTimeout(1, TimeUnit.MINUTES);
        List<Reply> replies;
        try (var other = Meanwhile.repeat(() -> products.updateOne(eq(id), inc("version", 1L)))) {
            replies = Parallel.each(CLIENTS, i -> editor.patch(id, "{\"attributes\": {\"k%d\": %d}}".formatted(i, i)));
        }

        assertThat(replies)
                .allMatch(reply -> reply.status() == 200
                        || (reply.status() == 409 && reply.problem().equals("product-contended")));
        var written = IntStream.range(0, CLIENTS)
                .filter(i -> replies.get(i).status() == 200)
                .mapToObj(i -> "k" + i)
                .toList();
        var stored = editor.patch(id, "{}").at("/attributes");
        assertThat(stored.propertyNames()).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void noConcurrentPatchIsLost() {
        var id = shop.product("1.00");

        var replies = Parallel.each(CLIENTS, i -> editor.patch(id, "{\"attributes\": {\"k%d\": %d}}".formatted(i, i)));

        assertThat(replies).extracting(Reply::status).containsOnly(200);
        var attributes = editor.get(id).at("/attributes");
        assertThat(IntStream.range(0, CLIENTS)
                        .allMatch(i -> attributes.path("k" + i).asInt(-1) == i))
                .as(attributes.toString())
                .isTrue();
        assertThat(editor.get(id).number("/version")).isEqualTo(1 + CLIENTS);
    }
}
