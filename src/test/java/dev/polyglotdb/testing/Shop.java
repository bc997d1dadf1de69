package dev.polyglotdb.testing;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.orders.stock.StockService;
import dev.polyglotdb.users.NewUser;
import dev.polyglotdb.users.UserService;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** The running application, as tests see it: a shop with users and products. */
public class Shop {

    private static final String PASSWORD = "correct horse battery";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Environment environment;
    private final UserService users;
    private final StockService stock;
    private @Nullable Person administrator;

    public Shop(Environment environment, UserService users, StockService stock) {
        this.environment = environment;
        this.users = users;
        this.stock = stock;
    }

    /** Returns a client without a session. */
    public Client anybody() {
        return Client.of(port());
    }

    /** Returns where a browser finds the shop. */
    public String address() {
        return "http://127.0.0.1:" + port();
    }

    /** Waits until it reaches all its stores, for whatever comes after an outage. */
    public void awaitStores() {
        await("all stores of the shop")
                .until(() -> anybody().get("/actuator/health/stores").status() == 200);
    }

    private int port() {
        return Integer.parseInt(environment.getRequiredProperty("local.server.port"));
    }

    /** Registers a new customer and logs in. */
    public Person customer() {
        return customer(unique("customer") + "@example.com", "A Customer");
    }

    /** Registers a customer of this name and logs in. */
    public Person customer(String email, String name) {
        var registered = patiently(() -> anybody().post("/users", """
                {"email": "%s", "name": "%s", "password": "%s"}""".formatted(email, name, PASSWORD)));
        if (registered.status() != 201) {
            throw new AssertionError("can't register: " + registered);
        }
        return logIn(registered.text("/email"));
    }

    /** Returns the administrator, with a session. */
    public synchronized Person admin() {
        if (administrator == null) {
            var email = unique("admin") + "@example.com";
            users.ensure(new NewUser(email, "An Administrator", PASSWORD), true);
            administrator = logIn(email);
        }
        return administrator;
    }

    /** Creates a product without stock tracking, so it never runs out. */
    public String product(String price) {
        return product(price, "USD");
    }

    public String product(String price, String currency) {
        var created = patiently(() -> {
            var id = unique("product");
            return admin().post("/products", """
                    {"id": "%s", "name": "Product %s", "price": {"amount": %s, "currency": "%s"}}""".formatted(id, id, price, currency));
        });
        if (created.status() != 201) {
            throw new AssertionError("can't create: " + created);
        }
        return created.text("/id");
    }

    /** Creates a product with this stock. */
    public String productInStock(int onHand) {
        var id = product("10.00");
        stock.set(id, onHand);
        return id;
    }

    /**
     * Returns a unique name. The suffix has only digits, because random letters sometimes form a word that another test
     * searches for.
     */
    public static String unique(String kind) {
        return kind + "-" + NUMBERS.incrementAndGet() + "-" + System.nanoTime();
    }

    /** Opens another session for the same user. */
    public Person logInAgain(Person person) {
        return logIn(person.email());
    }

    private Person logIn(String email) {
        var json = """
                {"email": "%s", "password": "%s"}""".formatted(email, PASSWORD);
        var login = patiently(() -> anybody().post("/auth/login", json));
        if (login.status() != 200) {
            throw new AssertionError("can't log in: " + login);
        }
        var token = login.text("/token");
        return new Person(
                login.number("/user/id"), email, PASSWORD, token, anybody().withToken(token));
    }

    /**
     * Repeats a call that only prepares or looks. On a busy machine a store may take too long, and the answer is to try
     * again.
     */
    public static Reply patiently(Supplier<Reply> call) {
        return await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .atMost(PATIENCE)
                .until(call::get, reply -> reply.status() != 503);
    }
}
