package dev.polyglotdb.products;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.json.Unicode;
import dev.polyglotdb.platform.money.Money;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A product of the catalog.
 *
 * @param version starts at 1, or after the last version of a deleted product with this id, and increases by one with
 *     every change
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

    /**
     * Creates a product.
     *
     * @param deletedVersion the last version of a deleted product with this id; 0 if there was none
     */
    static Product of(NewProduct command, long deletedVersion, Instant now) {
        return new Product(
                command.id(),
                command.name(),
                command.description(),
                // What is filtered by is stored in one form, so that an index finds it.
                Unicode.composedOrNull(command.category()),
                Unicode.composedOrNull(command.brand()),
                command.price().normalized(),
                command.attributes() == null ? FreeForm.EMPTY : ProductDocuments.asReadBack(command.attributes()),
                deletedVersion + 1,
                now,
                now);
    }

    /**
     * Returns the next version of this product. Its time of change is never before the previous one, whichever
     * instance wrote that: who reads on from there would miss the change.
     *
     * @return this same product if the change leaves everything as it is, to the last digit
     */
    Product revisedBy(NewProduct command, Instant now) {
        var wanted = of(command, 0, now);
        if (hasContentOf(wanted)) {
            return this;
        }
        return new Product(
                id,
                wanted.name,
                wanted.description,
                wanted.category,
                wanted.brand,
                wanted.price,
                wanted.attributes,
                version + 1,
                createdAt,
                now.isBefore(updatedAt) ? updatedAt : now);
    }

    /** Returns the product without what the server adds. Products with equal content are the same to every writer. */
    Product content() {
        return new Product(id, name, description, category, brand, price, attributes, 0, Instant.EPOCH, Instant.EPOCH);
    }

    /** Returns whether both are the same version of a product, written by the same writer as far as can be told. */
    boolean isSameAs(Product other) {
        return id.equals(other.id)
                && version == other.version
                && createdAt.equals(other.createdAt)
                && updatedAt.equals(other.updatedAt)
                && hasContentOf(other);
    }

    private boolean hasContentOf(Product other) {
        return name.equals(other.name)
                && Objects.equals(description, other.description)
                && Objects.equals(category, other.category)
                && Objects.equals(brand, other.brand)
                && price.equals(other.price)
                // Trees are too strict (an int does not equal a long) and too lenient (the order of
                // members is ignored).
                && attributes.json().equals(other.attributes.json());
    }
}
