package dev.polyglotdb.resilience.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Events store texts unchanged wherever any text is allowed. */
@ShopTest
@SideBySide
class ActivityInjectionTests extends InjectionFixture {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    ActivityInjectionTests(Shop shop) {
        super(shop);
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
}
