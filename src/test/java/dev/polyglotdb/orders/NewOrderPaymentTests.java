package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class NewOrderPaymentTests {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"CARD,tok_visa", "CARD, x ", "INVOICE,"})
    void aCardHasATokenAndAnInvoiceNone(PaymentMethod method, @Nullable String token) {
        assertThat(violations(new NewOrder.Payment(method, token))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "CARD,,must not be empty",
                "CARD,'',must not be empty",
                "CARD,'  ',must not be empty",
                "INVOICE,tok_visa,must be absent for an invoice",
                "INVOICE,'',must be absent for an invoice"
            })
    void anythingElseIsABadToken(PaymentMethod method, @Nullable String token, String detail) {
        assertThat(violations(new NewOrder.Payment(method, token))).containsExactly("token " + detail);
    }

    /** In a hash, it would be the same as a question mark. */
    @ParameterizedTest
    @CsvSource({"CARD, \uD800", "CARD, tok\uDC00", "INVOICE, \uD800"})
    void halfOfASurrogatePairIsNoToken(PaymentMethod method, String token) {
        assertThat(violations(new NewOrder.Payment(method, token)))
                .containsExactly("token must be well-formed Unicode");
    }

    @Test
    void aTokenHas255CharactersAtMost() {
        assertThat(violations(new NewOrder.Payment(PaymentMethod.CARD, "x".repeat(255))))
                .isEmpty();
        assertThat(violations(new NewOrder.Payment(PaymentMethod.CARD, "🙂".repeat(255))))
                .isEmpty();
        assertThat(violations(new NewOrder.Payment(PaymentMethod.CARD, "x".repeat(256))))
                .singleElement()
                .asString()
                .startsWith("token ");
    }

    @Test
    @SuppressWarnings("NullAway") // what comes as JSON may lack what the record promises
    void aMissingMethodIsTheOnlyThingWrong() {
        assertThat(violations(new NewOrder.Payment(null, "tok_visa")))
                .singleElement()
                .asString()
                .startsWith("method ");
    }

    @Test
    void theTokenStaysOutOfLogs() {
        assertThat(new NewOrder.Payment(PaymentMethod.CARD, "tok_secret").toString())
                .contains("card")
                .doesNotContain("tok_secret");
    }

    private static List<String> violations(NewOrder.Payment payment) {
        return VALIDATOR.validate(payment).stream()
                .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                .toList();
    }
}
