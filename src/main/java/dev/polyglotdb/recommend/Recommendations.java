package dev.polyglotdb.recommend;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyglotdb.platform.money.Money;
import java.util.List;

/** What is recommended to a user, best first. */
record Recommendations(long userId, Strategy strategy, List<Item> items) {

    enum Strategy {
        /** From the user's own purchases, filled up with popular products where these don't lead far enough. */
        @JsonProperty("personal")
        PERSONAL,

        /** What most users bought. */
        @JsonProperty("popular")
        POPULAR
    }

    /**
     * @param score comparable only among the items that have a reason, and among those that have none
     * @param because the user's purchases that contributed most; empty for a popular product
     */
    record Item(String productId, String name, Money price, double score, List<String> because) {

        static Item of(AvailableCandidate offer) {
            var product = offer.product();
            var candidate = offer.candidate();
            return new Item(product.id(), product.name(), product.price(), candidate.shownScore(), candidate.because());
        }
    }
}
