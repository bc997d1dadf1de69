package dev.polyglotdb.recommend;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for recommendations. A walk looks at no more than {@code seeds * coBuyers} buyers and follows about
 * {@code (decayLength + 1) * coBuyers} of them at most, each to {@code purchases} products.
 *
 * @param alpha exponent of the degrees by which the weight of a step is divided
 * @param beta exponent of the popularity by which the score of a target is divided; 0 favours popular products
 * @param decayLength the number of later purchases after which a purchase weighs 1/e
 * @param seeds how many of the user's latest purchases the walk starts from
 * @param coBuyers how many of the latest purchases of a seed are followed to their buyers, if the seed is the user's
 *     latest purchase; fewer for older seeds, which weigh less
 * @param purchases how many purchases of such a buyer are read: three quarters up to the purchase of the seed, one
 *     quarter after it
 * @param reasons how many purchases are named as the reasons for a recommendation
 * @param popularSize how many popular products are kept in memory
 * @param popularRefresh the interval at which the popular products are read again
 * @param related how the products related to a product are found
 * @param applyTimeout the time after which Neo4j counts as unavailable for the outbox; must be shorter than a lease of
 *     the outbox
 */
@Validated
@ConfigurationProperties("polyglot.recommend")
record RecommendProperties(
        @PositiveOrZero @Max(5) @DefaultValue("1") double alpha,
        @PositiveOrZero @Max(5) @DefaultValue("0.6") double beta,
        @Min(1) @DefaultValue("3") double decayLength,
        @Min(1) @Max(500) @DefaultValue("20") int seeds,
        @Min(1) @Max(1000) @DefaultValue("150") int coBuyers,
        @Min(1) @Max(1000) @DefaultValue("20") int purchases,
        @Min(1) @Max(100) @DefaultValue("3") int reasons,
        @Min(1) @Max(10_000) @DefaultValue("500") int popularSize,
        @DefaultValue("3s") Duration popularRefresh,
        @Valid @DefaultValue Related related,
        @DefaultValue("5s") Duration applyTimeout) {

    /**
     * Settings for related products. The product of {@code buyers} and {@code purchases} bounds the work.
     *
     * @param buyers how many of the product's latest purchases are followed to their buyers
     * @param refresh how long a list is served from memory; an older list is served only while Neo4j is down
     * @param memory how many candidates of all products together are kept in memory; a product has at most 150, and a
     *     candidate takes about 100 bytes
     */
    record Related(
            @Min(1) @Max(10_000) @DefaultValue("200") int buyers,
            @DefaultValue("5s") Duration refresh,
            @Min(0) @DefaultValue("200000") long memory) {}

    /** Includes the purchase of the seed. */
    int purchasesBefore() {
        return purchases - purchasesAfter();
    }

    int purchasesAfter() {
        return purchases / 4;
    }
}
