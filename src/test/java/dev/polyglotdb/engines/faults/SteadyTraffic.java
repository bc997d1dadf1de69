package dev.polyglotdb.engines.faults;

import dev.polyglotdb.engines.DevelopmentRelays;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A customer who orders without pause, each order with a key, and repeats what was not acknowledged under the same key.
 * Ends by itself.
 */
@Component
@Profile(DevelopmentRelays.PROFILE)
class SteadyTraffic {

    static final int PER_SECOND = 5;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String PASSWORD = UUID.randomUUID().toString();

    private final Environment environment;
    private final JsonMapper json;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private @Nullable ScheduledExecutorService clock;
    private Instant until = Instant.EPOCH;
    private @Nullable String token;
    private @Nullable String product;
    private String key = UUID.randomUUID().toString();
    private volatile long userId;

    SteadyTraffic(Environment environment, JsonMapper json) {
        this.environment = environment;
        this.json = json;
    }

    synchronized boolean isOn() {
        return clock != null && Instant.now().isBefore(until);
    }

    synchronized void set(boolean on) {
        if (clock != null) {
            clock.shutdownNow();
            clock = null;
        }
        if (on) {
            until = Instant.now().plus(LONGEST);
            clock = Executors.newSingleThreadScheduledExecutor(task -> {
                var thread = new Thread(task, "steady-traffic");
                thread.setDaemon(true);
                return thread;
            });
            clock.scheduleWithFixedDelay(this::order, 0, 1000 / PER_SECOND, TimeUnit.MILLISECONDS);
        }
    }

    /** Returns the orders that were acknowledged, by key. */
    Map<String, Long> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    long refused() {
        return refused.get();
    }

    long userId() {
        return userId;
    }

    private void order() {
        try {
            if (Instant.now().isBefore(until) && isReady()) {
                var answer = post("/orders", """
                        {"items": [{"productId": "%s", "quantity": 1}]}""".formatted(product), "Idempotency-Key", key);
                if (answer.path("id").isNumber()) {
                    acknowledged.put(key, answer.path("id").longValue());
                    key = UUID.randomUUID().toString();
                } else {
                    refused.incrementAndGet();
                    learnFrom(answer.path("type").asString(""));
                }
            }
        } catch (IOException | RuntimeException unanswered) {
            refused.incrementAndGet();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void learnFrom(String problem) {
        switch (problem) {
            case "/problems/unauthorized" -> token = null;
            case "/problems/out-of-stock", "/problems/unknown-product" -> {
                product = null;
                // Another product under the same key would be refused, and no order stands under this one.
                key = UUID.randomUUID().toString();
            }
            default -> {} // Worth repeating.
        }
    }

    /** Logs in, and finds something to buy. */
    private boolean isReady() throws IOException, InterruptedException {
        if (token == null) {
            var account = """
                    {"email": "traffic-%s@example.com", "name": "Steady Traffic", "password": "%s"}""".formatted(PASSWORD, PASSWORD);
            post("/users", account, "X-Purpose", "traffic");
            var login = post("/auth/login", """
                    {"email": "traffic-%s@example.com", "password": "%s"}""".formatted(PASSWORD, PASSWORD), "X-Purpose", "traffic");
            if (login.path("token").isString()) {
                token = login.path("token").asString();
                userId = login.at("/user/id").asLong();
            }
        }
        if (product == null) {
            product = endlessProduct();
        }
        return token != null && product != null;
    }

    /** Returns a product that nobody counts, for one that is counted would soon be sold out; null if there is none. */
    private @Nullable String endlessProduct() throws IOException, InterruptedException {
        for (var item : get("/products?limit=100").path("items")) {
            var id = item.path("id").asString();
            if (!get("/products/" + id + "/stock").path("tracked").asBoolean(true)) {
                return id;
            }
        }
        return null;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(15))
                .build());
    }

    private JsonNode post(String path, String body, String header, String value)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/json")
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send((token == null ? request : request.header("Authorization", "Bearer " + token)).build());
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        return json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path);
    }
}
