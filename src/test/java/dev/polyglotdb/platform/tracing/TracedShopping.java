package dev.polyglotdb.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.testing.LogLines;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.Time;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A customer whose requests are in a trace. */
public final class TracedShopping {

    private static final String CALLER = "b7ad6b7169203331";

    /** What there are spans of besides calls of stores: requests, and stores that follow an order. */
    private static final Predicate<String> OTHERS =
            Pattern.compile("(http|outbox) .+").asMatchPredicate();

    private final Shop shop;
    private final OtlpReceiver collector;
    private final JdbcClient jdbc;

    /** @param collector receives the traces of the shop */
    public TracedShopping(Shop shop, OtlpReceiver collector, JdbcClient jdbc) {
        this.shop = shop;
        this.collector = collector;
        this.jdbc = jdbc;
    }

    /** All that happens for a request is in its trace, below the caller's span. */
    public void leavesItsTrace() {
        var traceId = UUID.randomUUID().toString().replace("-", "");
        var customer = shop.customer();
        var product = shop.product("10.00");
        var traced = customer.client().with("traceparent", "00-%s-%s-01".formatted(traceId, CALLER));

        assertThat(traced.get("/products/" + product).status()).isEqualTo(200);
        var order = traced.post("/orders", Person.order(product, 1));
        assertThat(order.status()).isEqualTo(201);
        assertThat(traced.get("/orders/999999999").text("/traceId")).isEqualTo(traceId);
        assertThat(traced.with("If-Match", "7").get("/products").text("/traceId"))
                .isEqualTo(traceId);

        await().untilAsserted(() -> assertThat(spansBelowTheCaller(traceId))
                .containsKeys("http post /orders", "outbox activity", "outbox recommendations")
                .containsKeys(Arrays.stream(Store.values()).map(Store::id).toArray(String[]::new)));
        assertThat(collector.trace(traceId))
                .allSatisfy(
                        span -> assertThat(span.attributes().containsKey("db.system.name") || OTHERS.test(span.name()))
                                .as("%s", span)
                                .isTrue())
                .allSatisfy(span -> assertThat(span.failure()).isEmpty());
        assertThat(callsWithin(traceId, "outbox activity")).contains("cassandra", "postgres");
        assertThat(callsWithin(traceId, "outbox recommendations")).contains("neo4j", "postgres");
    }

    /** Of a request that nobody asked to trace, and that chance did not choose, nothing is sent. */
    public void leavesNoTraceUnasked() {
        var before = collector.all().size();
        var customer = shop.customer();
        var product = shop.product("10.00");
        try (var lines = LogLines.of("io.opentelemetry")) {
            var order = customer.orders(product, 1).number("/id");
            await().pollDelay(Time.MOMENT)
                    .until(() -> jdbc.sql("select count(*) from outbox where order_id = ?")
                                    .param(order)
                                    .query(Long.class)
                                    .single()
                            == 0);
            assertThat(customer.get("/orders/999999999").text("/traceId")).matches("[0-9a-f]{32}");
            assertThat(lines.all()).isEmpty();
        }
        assertThat(collector.all().subList(before, collector.all().size()))
                .allSatisfy(span -> assertThat(span.parentId()).isNotEmpty());
    }

    /** By name, and those of stores by store; only spans that lead to the caller's. */
    private Map<String, OtlpSpan> spansBelowTheCaller(String traceId) {
        var spans = collector.trace(traceId);
        var byId = spans.stream().collect(Collectors.toMap(OtlpSpan::id, Function.identity()));
        assertThat(spans).allSatisfy(span -> {
            var top = span;
            while (byId.containsKey(top.parentId())) {
                top = byId.get(top.parentId());
            }
            assertThat(top.parentId()).as("%s", span).isEqualTo(CALLER);
        });
        return spans.stream()
                .collect(Collectors.toMap(
                        span -> span.attributes().getOrDefault("db.system.name", span.name()),
                        Function.identity(),
                        (one, other) -> one));
    }

    private Set<String> callsWithin(String traceId, String work) {
        var spans = collector.trace(traceId);
        var ids = spans.stream()
                .filter(span -> span.name().equals(work))
                .map(OtlpSpan::id)
                .collect(Collectors.toSet());
        return spans.stream()
                .filter(span -> ids.contains(span.parentId()))
                .map(span -> span.attributes().get("db.system.name"))
                .collect(Collectors.toSet());
    }
}
