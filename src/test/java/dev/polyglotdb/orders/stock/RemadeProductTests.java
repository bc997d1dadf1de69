package dev.polyglotdb.orders.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.products.ProductDeleted;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.Ordered;

/** The stock of a product that is made anew while the one before it is being deleted. */
@ShopTest
class RemadeProductTests {

    private final Shop shop;
    private final Storekeeper storekeeper;
    private final ConfigurableApplicationContext context;

    RemadeProductTests(Shop shop, ConfigurableApplicationContext context) {
        this.shop = shop;
        this.storekeeper = new Storekeeper(shop);
        this.context = context;
    }

    /** All of it happens between the removal from the catalog and that of the stock. */
    @Test
    void theStockOfAProductThatWasMadeAnewMeanwhileIsItsOwn() {
        var product = shop.productInStock(5);
        context.addApplicationListener(new MadeAnew(product));

        storekeeper.delete(product);

        assertThat(shop.anybody().get("/products/" + product + "/stock").number("/onHand"))
                .isEqualTo(7);
    }

    /** Somebody asks to delete a product that is not there, and somebody else makes it. */
    @Test
    void theStockOfAProductThatIsMadeWhileItsDeletionIsRefusedIsKeptToo() {
        var product = Shop.unique("refused");
        context.addApplicationListener(new MadeAnew(product));

        assertThat(storekeeper.delete(product)).isEqualTo(404);

        assertThat(shop.anybody().get("/products/" + product + "/stock").number("/onHand"))
                .isEqualTo(7);
    }

    /** Makes the product anew as soon as it is known to be deleted, before anybody else hears of it. */
    private final class MadeAnew implements ApplicationListener<PayloadApplicationEvent<ProductDeleted>>, Ordered {

        private final String product;

        MadeAnew(String product) {
            this.product = product;
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }

        @Override
        public void onApplicationEvent(PayloadApplicationEvent<ProductDeleted> event) {
            if (event.getPayload().productId().equals(product)) {
                context.removeApplicationListener(this);
                assertThat(shop.admin()
                                .post("/products", """
                                        {"id": "%s", "name": "n", "price": {"amount": 1, "currency": "EUR"}}""".formatted(product))
                                .status())
                        .isEqualTo(201);
                assertThat(storekeeper.put(product, 7).status()).isEqualTo(200);
            }
        }
    }
}
