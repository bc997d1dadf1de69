package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.products.cache.ProductCopy;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactory;
import tools.jackson.databind.json.JsonMapper;

/** Changes one product in MongoDB, bypassing the cache. */
public final class Revisions {

    private final String id;
    private final ProductRepository products;
    private final JsonMapper json;

    /** @param beans the application's bean factory */
    public Revisions(String id, BeanFactory beans) {
        this.id = id;
        this.products = beans.getBean(ProductRepository.class);
        this.json = beans.getBean(JsonMapper.class);
    }

    public Optional<ProductCopy> read() {
        return products.find(id).map(product -> new ProductCopy(product.version(), json.writeValueAsBytes(product)));
    }

    public void remove() {
        assertThat(products.remove(products.find(id).orElseThrow())).isTrue();
    }

    /** Writes the next version. */
    public boolean revise() {
        var current = products.find(id).orElseThrow();
        var name = "version " + (current.version() + 1);
        var command = new NewProduct(id, name, null, null, null, current.price(), null);
        return products.replace(current, current.revisedBy(command, current.updatedAt()));
    }
}
