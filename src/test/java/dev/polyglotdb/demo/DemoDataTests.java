package dev.polyglotdb.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import dev.polyglotdb.orders.NewOrder;
import dev.polyglotdb.orders.OrderStatus;
import dev.polyglotdb.orders.PastOrders;
import dev.polyglotdb.orders.PaymentMethod;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.privacy.ErasureFixture;
import dev.polyglotdb.privacy.Traces;
import dev.polyglotdb.products.NewProduct;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.TakingTurns;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.ApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

@ShopTest
@SecondShop
@Order(TakingTurns.LAST)
@ActiveProfiles("demo")
@TestPropertySource(properties = DemoShop.PATIENT)
class DemoDataTests {

    private final Shop shop;
    private final DemoData demo;
    private final DemoFiles files;
    private final PastOrders pastOrders;
    private final JdbcClient jdbc;
    private final MongoOperations mongo;
    private final ErasureFixture erasureFixture;
    private final Traces traces;

    DemoDataTests(
            Shop shop,
            ApplicationContext context,
            DemoData demo,
            DemoFiles files,
            PastOrders pastOrders,
            JdbcClient jdbc,
            MongoOperations mongo) {
        this.shop = shop;
        this.demo = demo;
        this.files = files;
        this.pastOrders = pastOrders;
        this.jdbc = jdbc;
        this.mongo = mongo;
        this.erasureFixture = ErasureFixture.of(shop, context);
        this.traces = Traces.in(context);
    }

    @Test
    void theSixEndpointsAnswerSomethingWorthSeeing() {
        var login = logIn("ada@example.com");
        var ada = shop.anybody().withToken(login.text("/token"));
        var id = login.number("/user/id");

        assertThat(ada.get("/users/" + id).text("/name")).isEqualTo("Ada Keller");
        assertThat(ada.get("/products?limit=100").at("/items").size()).isGreaterThanOrEqualTo(60);
        assertThat(ada.get("/orders").at("/items").size()).isGreaterThanOrEqualTo(6);
        assertThat(ada.post("/activity", "{\"type\": \"VIEW\"}").status()).isEqualTo(201);
        await().untilAsserted(() -> {
            var recommendations = ada.get("/recommend/" + id);
            assertThat(recommendations.text("/strategy")).isEqualTo("personal");
            assertThat(recommendations.texts("/items", "/productId"))
                    .hasSize(10)
                    .doesNotContainAnyElementsOf(boughtBy(ada));
            assertThat(recommendations.at("/items/0/because").isEmpty()).isFalse();
        });
    }

    @Test
    void theAdministratorIsOne() {
        assertThat(logIn("admin@example.com").texts("/user/roles", "")).contains("ADMIN");
    }

    @Test
    void loadingItAgainChangesNothing() {
        var before = counts();

        demo.run(new DefaultApplicationArguments());
        // As if the first start had been cut off before its last step.
        jdbc.sql("update users set email = 'moved-' || id || '@example.com' where email = 'admin@example.com'")
                .update();
        demo.run(new DefaultApplicationArguments());

        assertThat(counts()).isEqualTo(before);
        assertThat(logIn("admin@example.com").status()).isEqualTo(200);
    }

    @Test
    void instancesThatStartAtTheSameTimeLoadItOnce() {
        var products = files.products().stream().map(NewProduct::id).toList();
        mongo.getCollection("products").deleteMany(Filters.in("_id", products));
        jdbc.sql("update users set email = 'moved-' || id || '@example.com' where email in (:emails)")
                .param("emails", emails())
                .update();

        Parallel.each(3, instance -> {
            demo.run(new DefaultApplicationArguments());
            return instance;
        });

        assertThat(counts()).isEqualTo(files.orders().size() + " orders, " + leftInStock() + " in stock");
        assertThat(logIn("admin@example.com").status()).isEqualTo(200);
    }

    @Test
    void whileSomebodyLeavesTheirPastIsNotLoadedAnyMore() {
        traces.giveStrikingNumbers();
        var mark = Shop.unique("past");
        var gone = erasureFixture.named(mark);
        var order = new NewOrder(files.orders().get(0).items(), new NewOrder.Payment(PaymentMethod.INVOICE, null));
        var over = new AtomicBoolean();
        var loading = CompletableFuture.runAsync(() -> {
            for (var day = 1; !over.get(); day++) {
                var placedAt = Instant.now().minus(Duration.ofDays(day));
                pastOrders.load(gone.id(), order, placedAt, OrderStatus.DELIVERED);
            }
        });
        try {
            await().until(() -> gone.get("/orders").at("/items").size() > 1);

            erasureFixture.erased(gone);

            assertThat(loading)
                    .failsWithin(30, SECONDS)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(ProblemException.class);
        } finally {
            over.set(true);
        }
        var left = traces.find(List.of(gone.id()), mark);
        assertThat(left.texts()).isEmpty();
        assertThat(left.users()).contains("orders").isSubsetOf(Traces.ALLOWED);
    }

    private int leftInStock() {
        var left = new HashMap<>(files.stock());
        files.orders().stream()
                .filter(order -> order.status() != OrderStatus.CANCELLED)
                .flatMap(order -> order.items().stream())
                .forEach(item -> left.computeIfPresent(item.productId(), (id, onHand) -> onHand - item.quantity()));
        return left.values().stream().mapToInt(onHand -> onHand).sum();
    }

    private List<String> emails() {
        return files.users().stream().map(DemoFiles.DemoUser::email).toList();
    }

    private String counts() {
        return jdbc.sql("""
                        select (select count(*) from orders o join users u on u.id = o.user_id where u.email in (:emails))
                            || ' orders, ' || (select sum(on_hand) from stock where product_id in (:products)) || ' in stock'""")
                .param("emails", emails())
                .param("products", files.stock().keySet())
                .query(String.class)
                .single();
    }

    private static Set<String> boughtBy(Client person) {
        var bought = new HashSet<String>();
        for (var order : person.get("/orders?limit=100").at("/items")) {
            if (!order.at("/status").asString().equals("CANCELLED")) {
                order.at("/items")
                        .forEach(item -> bought.add(item.at("/productId").asString()));
            }
        }
        return bought;
    }

    private Reply logIn(String email) {
        return shop.anybody().post("/auth/login", """
                        {"email": "%s", "password": "demo-password"}""".formatted(email));
    }
}
