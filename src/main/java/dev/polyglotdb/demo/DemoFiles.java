package dev.polyglotdb.demo;

import dev.polyglotdb.orders.NewOrder;
import dev.polyglotdb.orders.OrderStatus;
import dev.polyglotdb.orders.PaymentMethod;
import dev.polyglotdb.platform.ClassPathText;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.products.NewProduct;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the files under {@code /demo}, as strictly as the requests of clients. */
@Component
@Profile("demo")
class DemoFiles {

    record DemoUser(String email, String name, @Nullable Boolean admin) {}

    record DemoOrder(String email, int daysAgo, List<NewOrder.Item> items, PaymentMethod payment, OrderStatus status) {}

    record DemoEvent(
            String email,
            String type,
            @Nullable String productId,
            @Nullable FreeForm data,
            int minutesAgo) {}

    private final JsonMapper json;

    DemoFiles(JsonMapper json) {
        this.json = json;
    }

    List<NewProduct> products() {
        return text("products.ndjson")
                .lines()
                .map(line -> json.readValue(line, NewProduct.class))
                .toList();
    }

    Map<String, Integer> stock() {
        return json.readValue(text("stock.json"), new TypeReference<>() {});
    }

    List<DemoUser> users() {
        return json.readValue(text("users.json"), new TypeReference<>() {});
    }

    List<DemoOrder> orders() {
        return json.readValue(text("orders.json"), new TypeReference<>() {});
    }

    List<DemoEvent> activity() {
        return json.readValue(text("activity.json"), new TypeReference<>() {});
    }

    private static String text(String file) {
        return ClassPathText.read("demo/" + file);
    }
}
