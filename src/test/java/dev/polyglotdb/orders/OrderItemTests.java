package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.money.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class OrderItemTests {

    @ParameterizedTest
    @CsvSource({
        "1, 19.99, USD, 19.99",
        "3, 19.99, USD, 59.97",
        "3, 0.10, EUR, 0.30",
        "1000, 1000000000000.00, EUR, 1000000000000000.00",
        "7, 120, JPY, 840",
        "1000, 0.001, KWD, 1.000",
        "5, 0.00, EUR, 0.00"
    })
    void aLineCostsWhatItsPiecesCostToTheLastDigit(int quantity, BigDecimal price, String currency, BigDecimal total) {
        assertThat(new OrderItem("lamp", "Desk lamp", quantity, price).lineTotal(currency))
                .isEqualTo(new Money(total, currency));
    }
}
