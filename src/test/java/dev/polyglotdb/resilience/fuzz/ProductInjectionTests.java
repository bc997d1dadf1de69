package dev.polyglotdb.resilience.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Products store texts unchanged and are found by them. Filters treat every value as a plain text. */
@ShopTest
@SideBySide
class ProductInjectionTests extends InjectionFixture {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    ProductInjectionTests(Shop shop) {
        super(shop);
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
            assertThat(read.text("/name")).isEqualTo(visible(text));
            assertThat(read.text("/category")).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
            for (var pointer : List.of("/description", "/attributes/text")) {
                assertThat(read.text(pointer)).isEqualTo(text);
            }
            assertThat(read.at("/attributes").path(text)).as(text).isEqualTo(NODES.numberNode(1));
            assertThat(found(brand, "category", text)).containsExactly(id);
            assertThat(found(brand, "attr.text", text)).containsExactly(id);
        }
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

        if (name.matches("brand|\\w+\\[.*")) {
            assertThat(reply.problem()).as("there already, or unknown").isEqualTo("validation");
        } else {
            assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
            assertThat(reply.at("/items")).isEmpty();
        }
    }

    private static ObjectNode product(String id, String brand, String text) {
        var product = NODES.objectNode().put("id", id).put("brand", brand);
        product.put("name", visible(text)).put("description", text).put("category", text);
        product.putObject("price").put("amount", 1).put("currency", "USD");
        product.putObject("attributes").put("text", text).put(text, 1);
        return product;
    }

    /** A name has no control and no format characters. */
    private static String visible(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "");
    }

    private List<String> found(String brand, String parameter, String text) {
        return shop.anybody()
                .get("/products?brand=%s&%s=%s".formatted(brand, parameter, encode(text)))
                .texts("/items", "/id");
    }
}
