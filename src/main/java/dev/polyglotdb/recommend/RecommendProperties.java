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
 * Settings for recommendations. A walk reads no more than {@code seeds * coBuyers} purchases to find buyers, and
 * {@code paths * (2 * window + 1)} to find products.
 *
 * @param alpha exponent of the degrees, of products and of buyers, by which the closeness of a buyer is divided
 * @param agreement exponent of the number of neighbours who lead to a target, by which its score is multiplied
 * @param beta exponent of the popularity by which the score of a target is divided; 0 favours popular products
 * @param recency a purchase after which the user made n others weighs {@code 1 / (n + 1)^recency}
 * @param seeds how many of the user's latest purchases the walk starts from
 * @param coBuyers how many of the latest purchases of a seed are followed to their buyers
 * @param neighbours how many of these buyers, the closest ones, go on
 * @param paths how many of the purchases that they share with the user are looked around, those that weigh most
 * @param window how many purchases before such a purchase are read, and how many after it
 * @param nearness a purchase that is the n-th before or after such a purchase weighs {@code 1 / n^nearness}
 * @param later how many times as much a purchase after it weighs as one before it
 * @param reasons how many purchases are named as the reasons for a recommendation
 * @param popularSize how many popular products are kept in memory
 * @param popularRefresh the interval at which the popular products are read again
 * @param related how the products related to a product are kept
 * @param applyTimeout the time after which Neo4j counts as unavailable for the outbox; must be shorter than a lease of
 *     the outbox
 */
@Validated
@ConfigurationProperties("polyglot.recommend")
record RecommendProperties(
        @PositiveOrZero @Max(5) @DefaultValue("0.5") double alpha,
        @PositiveOrZero @Max(5) @DefaultValue("0.2") double agreement,
        @PositiveOrZero @Max(5) @DefaultValue("0.35") double beta,
        @PositiveOrZero @Max(5) @DefaultValue("0.7") double recency,
        @Min(1) @Max(500) @DefaultValue("8") int seeds,
        @Min(1) @Max(1000) @DefaultValue("400") int coBuyers,
        @Min(1) @Max(10_000) @DefaultValue("150") int neighbours,
        @Min(1) @Max(10_000) @DefaultValue("150") int paths,
        @Min(0) @Max(500) @DefaultValue("8") int window,
        @PositiveOrZero @Max(5) @DefaultValue("0.67") double nearness,
        @PositiveOrZero @Max(100) @DefaultValue("1.5") double later,
        @Min(1) @Max(100) @DefaultValue("3") int reasons,
        @Min(1) @Max(10_000) @DefaultValue("500") int popularSize,
        @DefaultValue("3s") Duration popularRefresh,
        @Valid @DefaultValue Related related,
        @DefaultValue("5s") Duration applyTimeout) {

    /**
     * Settings for related products.
     *
     * @param refresh how long a list is served from memory; an older list is served only while Neo4j is down
     * @param memory how many candidates of all products together are kept in memory; a product has at most 150, and a
     *     candidate takes about 100 bytes
     */
    record Related(
            @DefaultValue("5s") Duration refresh,
            @Min(0) @DefaultValue("200000") long memory) {}
}
