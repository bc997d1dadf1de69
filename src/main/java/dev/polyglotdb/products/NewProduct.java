package dev.polyglotdb.products;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.polyglotdb.platform.json.CodePoints;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.json.MaxBytes;
import dev.polyglotdb.platform.json.Name;
import dev.polyglotdb.platform.json.PlainText;
import dev.polyglotdb.platform.json.Unicode;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.products.search.MaxTerms;
import dev.polyglotdb.products.search.Terms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
        @NotNull @CodePoints(max = 200) @Name String name,
        @Nullable @CodePoints(max = 10_000) @PlainText String description,

        @Nullable @CodePoints(min = 1, max = NewProduct.MAX_LABEL) @PlainText
        String category,

        @Nullable @CodePoints(min = 1, max = NewProduct.MAX_LABEL) @PlainText
        String brand,

        @NotNull @Valid Money price,

        @Nullable @MaxBytes(1 << 16) @MaxTerms(value = Terms.MAX_OF_ATTRIBUTES, upTo = 1 << 16)
        FreeForm attributes) {

    private static final int MAX_LABEL = 100;

    /** The most characters that may become {@value #MAX_LABEL} in NFC. */
    private static final int MAX_DECOMPOSED_LABEL = 400;

    /** Composes the labels as they are stored, so that the limits hold for what is read back. */
    public NewProduct {
        category = composed(category);
        brand = composed(brand);
    }

    /** Returns the label in NFC. Leaves one that is too long anyway, because it would take very long to compose. */
    private static @Nullable String composed(@Nullable String label) {
        return label == null || label.codePointCount(0, label.length()) > MAX_DECOMPOSED_LABEL
                ? label
                : Unicode.composed(label);
    }
}
