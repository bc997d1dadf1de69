package dev.polyglotdb.products;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.json.MaxBytes;
import dev.polyglotdb.platform.json.Name;
import dev.polyglotdb.platform.json.PlainText;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.products.search.MaxTerms;
import dev.polyglotdb.products.search.Terms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A product as a client writes it. The fields that the server maintains (version and times) are allowed and ignored, so
 * that a client can send back a product as it was read.
 *
 * @param attributes properties that are specific to this kind of product; none if null
 */
@JsonIgnoreProperties({"version", "createdAt", "updatedAt"})
public record NewProduct(
        @NotNull @ProductId String id,
        @NotNull @Size(max = 200) @Name String name,
        @Nullable @Size(max = 10_000) @PlainText String description,
        @Nullable @Size(min = 1, max = 100) @PlainText String category,
        @Nullable @Size(min = 1, max = 100) @PlainText String brand,
        @NotNull @Valid Money price,

        @Nullable @MaxBytes(1 << 16) @MaxTerms(Terms.MAX_OF_ATTRIBUTES)
        FreeForm attributes) {}
