package dev.polyglotdb.products;

import dev.polyglotdb.platform.Sha256;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Tells what commands would do, and writes nothing. */
@Service
public class ProductPreviews {

    private final BulkProductRepository bulk;
    private final JsonMapper json;

    ProductPreviews(BulkProductRepository bulk, JsonMapper json) {
        this.bulk = bulk;
        this.json = json;
    }

    /**
     * Compares commands with the catalog.
     *
     * @param commands the commands by product id; those for one product in order
     */
    public Collection<ProductPreview> of(Map<String, List<NewProduct>> commands) {
        var previews = new HashMap<String, ProductPreview>();
        commands.forEach((id, ofThis) -> previews.put(
                id,
                new ProductPreview(
                        id,
                        null,
                        ofThis.stream()
                                .map(command -> digest(Product.of(command, 0, Instant.EPOCH)))
                                .toList())));
        bulk.each(
                commands.keySet(),
                old -> previews.computeIfPresent(
                        old.id(), (id, preview) -> new ProductPreview(id, digest(old), preview.wanted())));
        return previews.values();
    }

    private String digest(Product product) {
        return Sha256.shortText(json.writeValueAsString(product.content()));
    }
}
