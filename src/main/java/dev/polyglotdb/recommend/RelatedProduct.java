package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.money.Money;

/**
 * A product that was bought by the same users as another product.
 *
 * @param score positive; comparable only within one list
 */
record RelatedProduct(String productId, String name, Money price, double score) {

    static RelatedProduct of(AvailableCandidate offer) {
        var product = offer.product();
        return new RelatedProduct(
                product.id(), product.name(), product.price(), offer.candidate().shownScore());
    }
}
