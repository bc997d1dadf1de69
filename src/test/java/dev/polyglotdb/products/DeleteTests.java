package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;

@ShopTest
class DeleteTests {

    private final Shop shop;
    private final Editor editor;
    private final ConfigurableApplicationContext context;
    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private final ApplicationListener<PayloadApplicationEvent<ProductDeleted>> listener =
            ApplicationListener.forPayload(this::note);
    private volatile boolean failing;

    DeleteTests(Shop shop, ConfigurableApplicationContext context) {
        this.shop = shop;
        this.editor = Editor.of(shop);
        this.context = context;
    }

    @BeforeEach
    void listen() {
        context.addApplicationListener(listener);
    }

    @AfterEach
    void listenNoMore() {
        context.removeApplicationListener(listener);
    }

    private void note(ProductDeleted event) {
        if (editor.get(event.productId()).status() == 404) {
            deleted.add(event.productId());
        }
        if (failing) {
            throw new StoreUnavailableException(Store.POSTGRES, new IllegalStateException());
        }
    }

    @Test
    void onlyAnAdministratorDeletesProducts() {
        var id = shop.product("1.00");

        assertThat(new Editor(shop.anybody()).delete(id).problem()).isEqualTo("unauthorized");
        assertThat(new Editor(shop.customer().client()).delete(id).problem()).isEqualTo("forbidden");
        assertThat(editor.get(id).status()).isEqualTo(200);
        assertThat(deleted).isEmpty();
    }

    @Test
    void aDeletedProductIsGoneEverywhereAndItsDeletionIsPublished() {
        var id = Shop.unique("lamp");
        editor.put(id, """
                {"name": "n", "category": "%s", "price": {"amount": 1, "currency": "EUR"}}""".formatted(id));
        editor.get(id);

        var reply = editor.delete(id);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.http().body()).isEmpty();
        assertThat(editor.get(id).problem()).isEqualTo("not-found");
        assertThat(shop.anybody().get("/products?category=" + id).at("/items")).isEmpty();
        assertThat(deleted).containsExactly(id);
    }

    @Test
    void aMissingProductIsNotFoundAndItsDeletionIsPublishedAgain() {
        var id = shop.product("1.00");
        editor.delete(id);

        assertThat(editor.delete(id).problem()).isEqualTo("not-found");
        assertThat(editor.ifMatch("\"1\"").delete(id).problem()).isEqualTo("precondition-failed");
        assertThat(deleted).containsExactly(id, id, id);
    }

    @Test
    void aDeletionThatCouldNotBeCompletedIsUnavailableAndCanBeRepeated() {
        var id = shop.product("1.00");
        failing = true;
        var incomplete = editor.delete(id);
        failing = false;

        assertThat(incomplete.status()).isEqualTo(503);
        assertThat(incomplete.text("/store")).isEqualTo("postgres");
        assertThat(editor.delete(id).status()).isEqualTo(404);
        assertThat(deleted).containsExactly(id, id);
    }

    @Test
    void aStaleDeletionFails() {
        var id = shop.product("1.00");
        editor.put(id, Editor.named("second"));

        assertThat(editor.ifMatch("\"1\"").delete(id).status()).isEqualTo(412);
        assertThat(editor.get(id).status()).isEqualTo(200);
        assertThat(deleted).isEmpty();
    }

    @Test
    void anIdCanBeUsedAgain() {
        var id = shop.product("1.00");
        editor.put(id, Editor.named("second"));
        editor.get(id);
        editor.delete(id);

        var again = editor.put(id, Editor.named("new"));

        assertThat(again.status()).isEqualTo(201);
        assertThat(editor.get(id).text("/name")).isEqualTo("new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "import"})
    void versionNumbersOfAnIdAreNeverReused(String by) {
        var id = Shop.unique("lamp");
        editor.put(id, Editor.named("first"));
        editor.put(id, Editor.named("second"));
        editor.delete(id);

        var body = "{\"id\": \"%s\", ".formatted(id) + Editor.named("third").substring(1);
        var again = switch (by) {
            case "PUT" -> editor.put(id, body);
            case "POST" -> editor.client().post("/products", body);
            default ->
                editor.client()
                        .with("Content-Type", "application/x-ndjson")
                        .send("POST", "/products/import", BodyPublishers.ofString(body));
        };

        assertThat(again.status()).isBetween(200, 201);
        assertThat(editor.get(id).header("ETag")).hasValue("\"3\"");
        assertThat(editor.with("If-None-Match", "\"1\", \"2\"").get(id).status())
                .isEqualTo(200);
        assertThat(editor.ifMatch("\"1\", \"2\"").put(id, body).status()).isEqualTo(412);
        editor.delete(id);
        editor.put(id, body);
        assertThat(editor.get(id).number("/version")).isEqualTo(4);
    }
}
