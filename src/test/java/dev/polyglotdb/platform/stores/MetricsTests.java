package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.apidocs.OpenApi;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ShopTest
class MetricsTests {

    /** The name of a metric in an expression; those of Prometheus itself have one word. */
    private static final Pattern WATCHED = Pattern.compile("\\b[a-z0-9]+_[a-z0-9_]+(?=[{\\[) ])");

    /** More than any tag has that is not a path: names of pools, commands and classes. */
    private static final int OTHER_VALUES = 50;

    private final Shop shop;
    private final ApplicationContext context;

    MetricsTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    @Test
    void onlyAnAdministratorReadsTheMetrics() {
        assertThat(shop.anybody().get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(shop.customer().get("/actuator/prometheus").problem()).isEqualTo("forbidden");
        assertThat(shop.admin().get("/actuator/prometheus").http().body())
                .contains("http_server_requests_seconds_count", "hikaricp_connections_active");
    }

    /** A name that no shop exposes would make an alert that never comes, and a panel that stays empty. */
    @ParameterizedTest
    @ValueSource(strings = {"alerts.yml", "grafana/dashboard.json"})
    void whatIsWatchedIsThere(String file) throws IOException {
        shop.product("10.00");
        shop.anybody().get("/products/none");
        // A shop that has just opened may have had no pause yet that could be exposed.
        System.gc();
        var watched = expressions(Path.of("src/deploy/observability", file))
                .flatMap(expression -> WATCHED.matcher(expression).results())
                .map((MatchResult match) -> match.group())
                .collect(Collectors.toSet());

        assertThat(watched).hasSizeGreaterThan(7);
        await().untilAsserted(() -> assertThat(watched).isSubsetOf(exposed()));
    }

    private Set<String> exposed() {
        return shop.admin()
                .get("/actuator/prometheus")
                .http()
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    private static Stream<String> expressions(Path file) throws IOException {
        try (var text = Files.newBufferedReader(file)) {
            // JSON is YAML, too.
            JsonNode tree =
                    JsonMapper.shared().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
            return tree.findValuesAsString("expr").stream().map(expression -> expression + " ");
        }
    }

    /** A tag with an id, or with a text of a client, would make one more series for each of them. */
    @Test
    void noTagHoldsWhatAClientSends() {
        var meters = context.getBean(MeterRegistry.class);
        var word = Shop.unique("word");
        var customer = shop.customer();
        var product = shop.product("10.00");
        var before = requests(meters);
        var order = customer.orders(product, 1).number("/id");
        for (var path : List.of(
                "/orders/" + order,
                "/products/" + product,
                "/products?q=" + word,
                "/products/" + word,
                "/" + word,
                "/users/" + customer.id() + "/activity",
                "/recommend/" + customer.id())) {
            customer.get(path);
        }
        shop.anybody().withToken(word).get("/users/me");
        shop.anybody().post("/auth/login", "{\"email\": \"%s@example.com\", \"password\": \"wrong\"}".formatted(word));
        await("they are counted").until(() -> requests(meters) >= before + 10);

        var values = new HashMap<String, Set<String>>();
        for (var meter : meters.getMeters()) {
            for (var tag : meter.getId().getTags()) {
                values.computeIfAbsent(meter.getId().getName() + " " + tag.getKey(), name -> new TreeSet<>())
                        .add(tag.getValue());
            }
        }
        assertThat(values).isNotEmpty().allSatisfy((tag, ofTag) -> {
            assertThat(ofTag).as(tag).hasSizeLessThan(OpenApi.operations().size() + OTHER_VALUES);
            assertThat(ofTag)
                    .as(tag)
                    .noneMatch(value -> value.contains(word)
                            || value.contains(product)
                            || value.contains(customer.email())
                            || value.contains(customer.token())
                            || value.matches("\\d{4,}") && !tag.endsWith("port"));
        });
    }

    private static long requests(MeterRegistry meters) {
        return meters.find("http.server.requests").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void withoutAnAddressForThemNothingOfTracesIsThere() {
        assertThat(context.getBeanNamesForType(Tracer.class)).isEmpty();
        assertThat(context.getBeanNamesForType(OpenTelemetry.class)).isEmpty();
        assertThat(context.getEnvironment().getProperty("logging.expect-correlation-id"))
                .isEqualTo("false");
        assertThat(shop.anybody().get("/nowhere").body().has("traceId")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/env", "/actuator/beans", "/actuator/heapdump", "/actuator/metrics"})
    void noOtherActuatorEndpointIsThere(String path) {
        assertThat(shop.admin().get(path).problem()).isEqualTo("not-found");
    }

    @Test
    void theMetricsCanOnlyBeRead() {
        assertThat(shop.anybody()
                        .send("POST", "/actuator/prometheus", BodyPublishers.noBody())
                        .status())
                .isEqualTo(405);
    }
}
