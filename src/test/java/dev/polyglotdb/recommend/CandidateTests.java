package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.products.ProductSummary;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class CandidateTests {

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "0.123456789, 0.123457",
        "123456.789, 123457",
        "1, 1",
        "0.000000123456789, 0.000000123457",
        "1234567890, 1234570000"
    })
    void aScoreIsShownWithSixDigits(double score, double shown) {
        assertThat(new Candidate("lamp", score, List.of()).shownScore()).isEqualTo(shown);
    }

    @Test
    void whatIsRecommendedHasTheNameAndPriceOfNow() {
        var price = new Money(new BigDecimal("19.90"), "EUR");
        var offer = new AvailableCandidate(
                new Candidate("lamp", 0.123456789, List.of("desk", "chair")),
                new ProductSummary("lamp", "Desk lamp", price));

        assertThat(Recommendations.Item.of(offer))
                .isEqualTo(new Recommendations.Item("lamp", "Desk lamp", price, 0.123457, List.of("desk", "chair")));
        assertThat(RelatedProduct.of(offer)).isEqualTo(new RelatedProduct("lamp", "Desk lamp", price, 0.123457));
    }
}
