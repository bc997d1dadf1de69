package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/**
 * What the thread that serves a request allocates for it, before the compilers take away what never leaves a method.
 * The limits are twice what it was when they were set.
 */
@ShopTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "the JVM does not count what virtual threads allocate")
class RequestAllocationTests {

    private static final int UNJUDGED = 60;
    private static final int JUDGED = 100;
    private static final int LISTED = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Person customer;
    private final String product;
    private final String category = Shop.unique("allocation");
    private final String threadNames;

    RequestAllocationTests(Shop shop, WebServerApplicationContext context) {
        this.customer = shop.customer();
        this.product = shop.product("10.00");
        // What other tests left in the catalog may be large.
        for (var i = 0; i < LISTED; i++) {
            var created = shop.admin().post("/products", """
                    {"id": "%1$s-%2$d", "name": "Lamp", "category": "%1$s", "price": {"amount": 10, "currency": "USD"}}""".formatted(category, i));
            assertThat(created.status()).isEqualTo(201);
        }
        var server = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
        var protocol = (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
        this.threadNames = "http-nio-auto-" + protocol.getNameIndex() + "-exec-";
    }

    @ParameterizedTest(name = "{0}: {1} KiB")
    @CsvSource({
        "the user, 125",
        "a list of products, 310",
        "a product, 80",
        "an event, 160",
        "the timeline, 200",
        "an order, 335",
        "recommendations, 270",
    })
    void aRequestAllocatesNoMoreThan(String answer, long kibibytes) {
        ask(answer, UNJUDGED);
        var before = allocated();

        ask(answer, JUDGED);

        // Tomcat ends a thread that was idle for long: its total goes with it, and it served none of these requests.
        var allocated = allocated().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .filter(bytes -> bytes > 0)
                .sum();
        assertThat(allocated / JUDGED / 1024).isBetween(1L, kibibytes);
    }

    private void ask(String answer, int times) {
        for (var i = 0; i < times; i++) {
            var reply = switch (answer) {
                case "the user" -> customer.get("/users/" + customer.id());
                case "a list of products" -> customer.get("/products?limit=20&category=" + category);
                case "a product" -> customer.get("/products/" + product);
                case "an event" -> customer.post("/activity", "{\"type\": \"VIEW\"}");
                case "the timeline" -> customer.get("/activity?limit=20");
                case "an order" -> customer.orders(product, 1);
                case "recommendations" -> customer.get("/recommend/" + customer.id());
                default -> throw new IllegalArgumentException(answer);
            };
            assertThat(reply.status()).as(reply.toString()).isIn(200, 201);
        }
    }

    private Map<Long, Long> allocated() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(threadNames))
                .collect(Collectors.toMap(Thread::getId, thread -> THREADS.getThreadAllocatedBytes(thread.getId())));
    }
}
