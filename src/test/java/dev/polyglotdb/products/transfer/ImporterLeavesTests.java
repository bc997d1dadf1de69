package dev.polyglotdb.products.transfer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.privacy.ErasureFixture;
import dev.polyglotdb.privacy.Traces;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;

/** Somebody leaves while products that they have bought are imported, by nobody else than themselves. */
@ShopTest
@SideBySide
class ImporterLeavesTests {

    private final Shop shop;
    private final ErasureFixture erasureFixture;
    private final Traces traces;
    private final Importer importer;
    private final int port;

    ImporterLeavesTests(Shop shop, ApplicationContext context, MongoOperations mongo, @LocalServerPort int port) {
        this.shop = shop;
        this.erasureFixture = ErasureFixture.of(shop, context);
        this.traces = Traces.in(context);
        this.importer = new Importer(shop, mongo);
        this.port = port;
    }

    @Test
    void anImportThatRunsDuringAnErasureBringsNothingBack() throws IOException {
        traces.giveStrikingNumbers();
        var mark = Shop.unique("Countess");
        var ada = administrator(mark);
        importer.importLines(importer.line("bought", "1"));
        var product = importer.id("bought");
        shop.customer().orders(product, 1);
        ada.orders(product, 1);
        ada.post(
                "/activity",
                "[{\"type\": \"VIEW\", \"productId\": \"%s\", \"data\": {\"note\": \"%s\"}}]".formatted(product, mark));
        await().atMost(60, SECONDS).until(() -> buyers(product) == 2);

        try (var upload = Upload.chunked(port, ada.token())) {
            sendBatch(upload, "2");
            await().atMost(60, SECONDS).until(() -> price() == 2);
            var erasure = ErasureFixture.leave(ada).header("Location").orElseThrow();
            erasureFixture.hurryHere(List.of(ada.id()));
            await().atMost(90, SECONDS).until(() -> {
                sendBatch(upload, "3");
                return shop.admin().get(erasure).text("/status").equals("COMPLETED");
            });
            sendBatch(upload, "4");
            upload.end();

            assertThat(upload.answer().status()).isEqualTo(200);
        }

        assertThat(price()).isEqualTo(4);
        var left = traces.find(List.of(ada.id()), mark, ada.email());
        assertThat(left.texts()).isEmpty();
        assertThat(left.users()).contains("orders").isSubsetOf(Traces.ALLOWED);
        assertThat(buyers(product)).isEqualTo(1);
    }

    private Person administrator(String name) {
        var person = erasureFixture.named(name);
        erasureFixture
                .jdbc()
                .sql("update users set admin = true where id = :id")
                .param("id", person.id())
                .update();
        return shop.logInAgain(person);
    }

    /** Sends as many lines as are written at once, all of the product. */
    private void sendBatch(Upload upload, String price) throws IOException {
        upload.send((importer.line("bought", price) + "\n").repeat(100));
    }

    private double price() {
        return importer.get("bought").at("/price/amount").asDouble();
    }

    private long buyers(String product) {
        try (var session = traces.neo4j().session()) {
            return session
                    .run("MATCH (product:Product {id: $id}) RETURN product.buyers", Map.of("id", product))
                    .list()
                    .stream()
                    .mapToLong(row -> row.get(0).asLong())
                    .sum();
        }
    }
}
