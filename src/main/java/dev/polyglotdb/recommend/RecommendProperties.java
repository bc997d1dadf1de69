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
 * How recommendations are made. At most {@code seeds * coBuyers} buyers are looked at, and at most about {@code (decayLength + 1) *
 * coBuyers} of them are followed, each to {@code purchases}.
 *
 * @param alpha exponent of the degrees that a step's weight is divided by
 * @param beta exponent of the popularity that a target's score is divided by; 0 favours the popular
 * @param decayLength after how many later purchases a purchase weighs 1/e
 * @param seeds how many of the user's latest purchases the walk begins with
 * @param coBuyers how many of a seed's latest purchases are followed to their buyers, if the seed is the user's latest purchase; of
 *     others fewer, as they weigh less
 * @param purchases how many of such a buyer's purchases are looked at: from the seed three quarters back in time, one quarter onward
 * @param reasons how many purchases are named as the reason for a recommendation
 * @param popularSize how many popular products are kept in memory
 * @param popularRefresh how often these are read again
 * @param related how the products related to a product are found
 * @param applyTimeout after which Neo4j counts as unavailable to the outbox; must be shorter than a lease of the outbox
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
     * The product of {@code buyers} and {@code purchases} bounds the work of finding them.
     *
     * @param buyers how many of the product's latest purchases are followed to their buyers
     * @param refresh how long a list that was read is taken from memory; after that it is so only while Neo4j is away
     * @param memory how many candidates are kept in memory, of all products together; each product has 150 at most, each candidate
     *     takes about 100 bytes
     */
    record Related(
            @Min(1) @Max(10_000) @DefaultValue("200") int buyers,
            @DefaultValue("5s") Duration refresh,
            @Min(0) @DefaultValue("200000") long memory) {}

    /** The purchase of the seed is one of them. */
    int purchasesBefore() {
        return purchases - purchasesAfter();
    }

    int purchasesAfter() {
        return purchases / 4;
    }
}
