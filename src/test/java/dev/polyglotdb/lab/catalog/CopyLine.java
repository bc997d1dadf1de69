package dev.polyglotdb.lab.catalog;

import dev.polyglotdb.products.MeasuredListings;
import dev.polyglotdb.products.NewProduct;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all products have, as {@code COPY} takes it. */
final class CopyLine {

    static final String COLUMNS = "id, name, description, category, brand, amount, currency, words";

    private CopyLine() {}

    /** Returns the columns of a product. The words are those of the application, so the same ones are found. */
    static String of(NewProduct product) {
        var words =
                MeasuredListings.words(product).stream().map("'%s'"::formatted).collect(Collectors.joining(" "));
        return Stream.of(
                        product.id(),
                        product.name(),
                        Objects.requireNonNullElse(product.description(), ""),
                        Objects.requireNonNullElse(product.category(), ""),
                        Objects.requireNonNullElse(product.brand(), ""),
                        product.price().normalized().amount().toString(),
                        product.price().currency(),
                        words)
                .map(CopyLine::text)
                .collect(Collectors.joining("\t"));
    }

    static String text(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
