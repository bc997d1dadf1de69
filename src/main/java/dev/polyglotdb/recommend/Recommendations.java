package dev.polyglotdb.recommend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyglotdb.platform.money.Money;
import java.util.List;

/**
 * Recommendations for a user, best first.
 *
 * @param truncated whether the list is less than it should be, since the user's purchases could not be followed now; is
 *     left out if it is not so
 */
record Recommendations(
        long userId,
        Strategy strategy,
        List<Item> items,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean truncated) {

    enum Strategy {
        /** Based on the user's own purchases, supplemented with popular products if these yield too few. */
        @JsonProperty("personal")
        PERSONAL,

        /** The products that most users bought. */
        @JsonProperty("popular")
        POPULAR
    }

    /**
     * A recommended product.
     *
     * @param score comparable only among the items with a reason, and among those without one
     * @param because the user's purchases that contributed most; empty for a popular product
     */
    record Item(String productId, String name, Money price, double score, List<String> because) {

        static Item of(AvailableCandidate available) {
            var product = available.product();
            var candidate = available.candidate();
            return new Item(product.id(), product.name(), product.price(), candidate.shownScore(), candidate.because());
        }
    }
}
