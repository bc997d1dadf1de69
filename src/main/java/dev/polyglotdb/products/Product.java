package dev.polyglotdb.products;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polyglotdb.web.FreeForm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A product of the catalog.
 *
 * @param version 1 when it was made, one more with every change
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Product(
        String id,
        String name,
        @Nullable String description,
        @Nullable String category,
        @Nullable String brand,
        Money price,
        FreeForm attributes,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static Product of(NewProduct command, Instant now) {
        return new Product(
                command.id(),
                command.name(),
                command.description(),
                command.category(),
                command.brand(),
                command.price().normalized(),
                command.attributes() == null ? FreeForm.EMPTY : command.attributes(),
                1,
                now,
                now);
    }

    ProductSummary summary() {
        return new ProductSummary(id, name, price);
    }
}
