package dev.polyglotdb.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.fixture.Client;
import dev.polyglotdb.fixture.Person;
import dev.polyglotdb.fixture.Reply;
import dev.polyglotdb.fixture.Shop;
import dev.polyglotdb.fixture.ShopTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What would be a query, a command or a script somewhere is a text everywhere: it comes back as it is, and does nothing. */
@ShopTest
class InjectionTests {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Shop shop;
    private final JdbcClient jdbc;
    private final Client admin;
    private final Bystander bystander;
    private final long accounts;

    InjectionTests(Shop shop, JdbcClient jdbc) {
        this.shop = shop;
        this.jdbc = jdbc;
        this.admin = shop.admin().client();
        this.bystander = Bystander.enter(shop);
        this.accounts = accounts();
    }

    @AfterEach
    void nothingHasHappenedToThem() {
        bystander.isUnharmed();
    }

    @Test
    void productsAreStoredAndFoundByTheVeryText() {
        var brand = Shop.unique("brand");
        for (var text : HostileText.INJECTIONS) {
            var id = Shop.unique("injected");
            assertThat(admin.post("/products", product(id, brand, text).toString())
                            .status())
                    .as(text)
                    .isEqualTo(201);

            var read = shop.anybody().get("/products/" + id);
            for (var pointer : List.of("/name", "/description", "/category", "/attributes/text")) {
                assertThat(read.text(pointer)).isEqualTo(text);
            }
            assertThat(read.at("/attributes").path(text)).as(text).isEqualTo(NODES.numberNode(1));
            assertThat(found(brand, "category", text)).containsExactly(id);
            assertThat(found(brand, "attr.text", text)).containsExactly(id);
        }
    }

    private static ObjectNode product(String id, String brand, String text) {
        var product = NODES.objectNode().put("id", id).put("brand", brand);
        for (var field : List.of("name", "description", "category")) {
            product.put(field, text);
        }
        product.putObject("price").put("amount", 1).put("currency", "USD");
        product.putObject("attributes").put("text", text).put(text, 1);
        return product;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attr.$where=true",
                "attr.$ne=x",
                "attr.text.$ne=x",
                "attr.text.$gt=",
                "attr.$or=[{}]",
                "attr.text[$ne]=x",
                "category[$ne]=x&category=y",
                "category={\"$ne\":null}",
                "category=' OR 1=1 --",
                "q={\"$gt\":\"\"}zz",
                "minPrice[$gt]=0&category=x",
                "brand=*&category=x",
                "attr.text={\"$gt\":\"\"}"
            })
    void noFilterIsAnOperator(String filter) {
        var brand = Shop.unique("brand");
        admin.post("/products", product(Shop.unique("injected"), brand, "plain").toString());
        var name = filter.substring(0, filter.indexOf('='));
        var rest = filter.substring(name.length() + 1).split("&", 2);

        var reply = shop.anybody()
                .get("/products?brand=" + brand + "&" + encode(name) + "=" + encode(rest[0])
                        + (rest.length > 1 ? "&" + rest[1] : ""));

        assertThat(reply.status()).isIn(200, 400);
        if (reply.status() == 200) {
            assertThat(reply.at("/items")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"$ne\": null}", "{\"$gt\": \"\"}", "[\"a\"]", "true", "1", "null"})
    void noOperatorIsAPassword(String operator) {
        for (var credentials : List.of(
                "{\"email\": \"%s\", \"password\": %s}"
                        .formatted(bystander.person().email(), operator),
                "{\"email\": %s, \"password\": \"%s\"}"
                        .formatted(operator, bystander.person().password()))) {
            assertThat(shop.anybody().post("/auth/login", credentials).problem())
                    .isEqualTo("validation");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"' OR 1=1 --", "%", "*", "' UNION SELECT 1 --", "\\", "$$"})
    void noTextLogsInAsSomebodyElse(String text) {
        for (var credentials : List.of(
                credentials(bystander.person().email(), text),
                credentials(
                        bystander.person().email() + text, bystander.person().password()))) {
            assertThat(shop.anybody().post("/auth/login", credentials).status()).isEqualTo(401);
        }
        assertThat(shop.anybody().withToken(encode(text)).get("/users/me").status())
                .isEqualTo(401);
    }

    private static String credentials(String email, String password) {
        return NODES.objectNode().put("email", email).put("password", password).toString();
    }

    @Test
    void noTextIsAnId() {
        for (var text : HostileText.INJECTIONS) {
            for (var path : List.of(
                    "/orders/%s",
                    "/users/%s",
                    "/users/%s/activity",
                    "/products/%s/stock",
                    "/products/%s/related",
                    "/products/%s/activity",
                    "/recommend/%s",
                    "/admin/projections/jobs/%s")) {
                var reply = admin.get(path.formatted(encode(text)));
                if (!text.matches("[\\w.-]+")) {
                    assertThat(reply.status()).as("%s %s", path, text).isIn(400, 404);
                }
            }
        }
    }

    @Test
    void noTextIsACursorATimeOrAType() {
        for (var text : HostileText.INJECTIONS) {
            for (var list : List.of("/orders", "/activity", "/auth/sessions", "/products?sort=price")) {
                for (var cursor :
                        List.of(encode(text), base64(text), base64("1\n" + text), base64("1\n" + text + "\n1"))) {
                    var reply = bystander.person().get(list + (list.contains("?") ? "&" : "?") + "cursor=" + cursor);
                    assertThat(reply.status()).as("%s %s", list, text).isIn(200, 400);
                    assertThat(reply.at("/items").size()).isLessThanOrEqualTo(20);
                }
            }
            for (var parameter : List.of("from", "to", "type")) {
                assertThat(bystander
                                .person()
                                .get("/activity?" + parameter + "=" + encode(text))
                                .invalid())
                        .containsExactly("#/" + parameter);
            }
        }
    }

    @Test
    void someoneElsesCursorShowsOnlyOnesOwn() {
        var stranger = shop.customer();
        for (var list : List.of("/activity", "/orders", "/auth/sessions")) {
            var cursor = bystander.person().get(list + "?limit=1").text("/nextCursor");

            var page = stranger.get(list + "?cursor=" + (cursor.equals("null") ? base64("1") : cursor));

            assertThat(page.status()).isIn(200, 400);
            assertThat(page.http().body())
                    .doesNotContain("\"userId\":" + bystander.person().id() + ",", "VIEW", "PLACED");
        }
    }

    @Test
    void eventsKeepTheirTextsAndTakeNoneForTheirKeys() {
        var ada = shop.customer();
        var batch = NODES.arrayNode();
        HostileText.INJECTIONS.forEach(text -> batch.addObject()
                .put("type", "NOTE")
                .putObject("data")
                .put("text", text)
                .put(text, 1));
        assertThat(ada.post("/activity", batch.toString()).status()).isEqualTo(201);

        var texts = ada.get("/activity?limit=100").texts("/items", "/data/text");

        assertThat(texts).containsExactlyInAnyOrderElementsOf(HostileText.INJECTIONS);
        for (var text : HostileText.INJECTIONS) {
            for (var field : List.of("type", "productId", "eventId", "occurredAt")) {
                var event = NODES.objectNode().put("type", "NOTE").put(field, text);
                if (!(field.equals("productId") && text.matches("[\\w.-]+"))) {
                    assertThat(ada.post("/activity", event.toString()).invalid())
                            .as(text)
                            .contains("#/" + field);
                }
            }
        }
        assertThat(ada.get("/activity?limit=100").at("/items")).hasSameSizeAs(texts);
    }

    @Test
    void ordersTakeNoTextForAProductOrAKey() {
        var ada = shop.customer();
        var product = shop.product("1.00");
        var orders = new HashSet<String>();
        var keys = HostileText.INJECTIONS.stream()
                .filter(text -> text.matches("[ -~]*[!-~]"))
                .toList();
        for (var key : keys) {
            var first = place(ada, key, product);
            var second = place(ada, key, product);
            assertThat(second.text("/id")).as(key).isEqualTo(first.text("/id"));
            orders.add(first.text("/id"));
        }
        assertThat(orders).hasSize(keys.size());
        var texts = HostileText.INJECTIONS.stream()
                .filter(text -> !text.matches("[\\w.-]+"))
                .toList();
        for (var text : texts) {
            var order = NODES.objectNode();
            order.putArray("items").addObject().put("productId", text).put("quantity", 1);
            assertThat(ada.post("/orders", order.toString()).problem()).as(text).isEqualTo("validation");
        }
        assertThat(ada.get("/orders?limit=100").at("/items")).hasSize(keys.size());
    }

    private static Reply place(Person person, String key, String product) {
        return person.client().with("Idempotency-Key", key).post("/orders", Person.order(product, 1));
    }

    @Test
    void namesAreTextsAndNobodyGivesThemselvesARole() {
        var texts = List.of("Robert'); DROP TABLE users; --", "${7*7}", "<script>alert(1)</script>", "\u202eadmin");
        for (var name : texts) {
            var user = NODES.objectNode()
                    .put("email", Shop.unique("o'--") + "@example.com")
                    .put("name", name)
                    .put("password", "correct horse");
            var made = shop.anybody().post("/users", user.toString());
            assertThat(made.text("/name")).isEqualTo(name);
            assertThat(made.texts("/roles", "")).containsExactly("USER");
        }
        for (var field : List.of("roles", "admin", "id", "isAdmin", "passwordHash", "createdAt")) {
            var user = NODES.objectNode()
                    .put("email", Shop.unique("new") + "@example.com")
                    .put("name", "New")
                    .put("password", "correct horse")
                    .put(field, true);
            assertThat(shop.anybody().post("/users", user.toString()).invalid()).containsExactly("#/" + field);
        }
        assertThat(accounts()).isEqualTo(accounts + texts.size());
    }

    private long accounts() {
        return jdbc.sql("select count(*) from users").query(Long.class).single();
    }

    private List<String> found(String brand, String parameter, String text) {
        return shop.anybody()
                .get("/products?brand=%s&%s=%s".formatted(brand, parameter, encode(text)))
                .texts("/items", "/id");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
