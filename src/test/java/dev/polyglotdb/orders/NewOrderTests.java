package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class NewOrderTests {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @Test
    void anOrderOfSeveralProductsIsFine() {
        assertThat(violations(order(item("lamp", 1), item("desk", 1000)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lamp                | ''
            lamp,desk           | ''
            lamp,lamp           | items[1].productId
            lamp,desk,lamp      | items[2].productId
            lamp,lamp,lamp      | items[1].productId,items[2].productId
            lamp,desk,desk,lamp | items[2].productId,items[3].productId
            lamp,LAMP           | ''
            """)
    void aProductMayBeThereOnce(String productIds, String paths) {
        var items = Arrays.stream(productIds.split(",")).map(id -> item(id, 1)).toArray(NewOrder.Item[]::new);

        var problems = order(items).problems();

        assertThat(String.join(",", problems.keySet())).isEqualTo(paths);
        assertThat(problems.values()).allMatch("must not be there twice"::equals);
        assertThat(violations(order(items))).containsExactlyElementsOf(problems.keySet());
    }

    /** Each of them would have two problems of its own. */
    @Test
    void ofFarTooManyItemsOnlyTheFirstAreLookedAt() {
        var order = new NewOrder(Collections.nCopies(300_000, item("", 0)), null);

        assertThat(violations(order))
                .contains("items", "items[0].productId", "items[100].quantity")
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void aQuantityFrom1To1000IsFine(int quantity) {
        assertThat(violations(order(item("lamp", quantity)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1001, Integer.MAX_VALUE})
    void anyOtherQuantityIsNot(int quantity) {
        assertThat(violations(order(item("desk", 1), item("lamp", quantity)))).containsExactly("items[1].quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no spaces", "a/b", "import", "export", ".", "..", "ключ", "$x"})
    void anIllFormedProductIdIsNamed(String productId) {
        assertThat(violations(order(item(productId, 1)))).containsExactly("items[0].productId");
    }

    @Test
    void thereAre1To100Items() {
        assertThat(violations(order())).containsExactly("items");
        assertThat(violations(orderOf(100))).isEmpty();
        assertThat(violations(orderOf(101))).containsExactly("items");
    }

    @Test
    @SuppressWarnings("NullAway") // what comes as JSON may lack what the record promises
    void whatIsMissingIsNamedOnce() {
        assertThat(violations(new NewOrder(null, null))).containsExactly("items");
        assertThat(violations(new NewOrder(Arrays.asList(item("lamp", 1), null), null)))
                .containsExactly("items[1].<list element>");
        assertThat(violations(order(new NewOrder.Item(null, null), new NewOrder.Item(null, 1))))
                .containsExactly("items[0].productId", "items[0].quantity", "items[1].productId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00A0", "\u202F\u200B"})
    void whatIsWrongWithThePaymentIsNamedBelowIt(String token) {
        var order = new NewOrder(List.of(item("lamp", 1)), new NewOrder.Payment(PaymentMethod.CARD, token));

        assertThat(violations(order)).containsExactly("payment.token");
    }

    @Test
    void onlyACardHasAToken() {
        var items = List.of(item("lamp", 1));

        assertThat(new NewOrder(items, null).cardToken()).isNull();
        assertThat(new NewOrder(items, new NewOrder.Payment(PaymentMethod.INVOICE, null)).cardToken())
                .isNull();
        assertThat(new NewOrder(items, new NewOrder.Payment(PaymentMethod.CARD, "tok_visa")).cardToken())
                .isEqualTo("tok_visa");
    }

    @Test
    void theProductsAreListedInTheirOrder() {
        assertThat(order(item("lamp", 1), item("desk", 2)).productIds()).containsExactly("lamp", "desk");
    }

    private static List<String> violations(NewOrder order) {
        return VALIDATOR.validate(order).stream()
                .map(violation -> violation.getPropertyPath().toString())
                .sorted()
                .toList();
    }

    private static NewOrder orderOf(int products) {
        return order(IntStream.range(0, products)
                .mapToObj(number -> item("p" + number, 1))
                .toArray(NewOrder.Item[]::new));
    }

    private static NewOrder order(NewOrder.Item... items) {
        return new NewOrder(List.of(items), null);
    }

    private static NewOrder.Item item(String productId, int quantity) {
        return new NewOrder.Item(productId, quantity);
    }
}
