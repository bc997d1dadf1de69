package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.polyglotdb.platform.Sha256;
import dev.polyglotdb.platform.json.StrictJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** By its hash, an order is known that another version has taken. */
@Tag("fast")
class RequestHashTests {

    private static final NewOrder.Item LAMP = new NewOrder.Item("lamp", 2);
    private static final NewOrder BY_DEFAULT = new NewOrder(List.of(LAMP), null);
    private static final NewOrder BY_CARD =
            new NewOrder(List.of(LAMP), new NewOrder.Payment(PaymentMethod.CARD, "tok_visa"));
    private static final NewOrder ON_INVOICE =
            new NewOrder(List.of(LAMP), new NewOrder.Payment(PaymentMethod.INVOICE, null));

    private final JsonMapper json = StrictJson.mapper();

    /** An order as a later version may have it. */
    private record LaterOrder(
            @JsonUnwrapped NewOrder order, @Nullable String gift) {}

    @Test
    void itIsTheOneThatTheFirstVersionStored() {
        for (var order : List.of(BY_DEFAULT, BY_CARD, ON_INVOICE)) {
            assertThat(RequestHash.of(order, json)).isEqualTo(Sha256.hex(json.writeValueAsString(order)));
        }
        assertThat(RequestHash.of(BY_DEFAULT, json)).isEqualTo(Sha256.hex("""
                {"items":[{"productId":"lamp","quantity":2}],"payment":null}"""));
        assertThat(RequestHash.of(BY_CARD, json)).isEqualTo(Sha256.hex("""
                {"items":[{"productId":"lamp","quantity":2}],"payment":{"method":"card","token":"tok_visa"}}"""));
        assertThat(RequestHash.of(ON_INVOICE, json)).isEqualTo(Sha256.hex("""
                {"items":[{"productId":"lamp","quantity":2}],"payment":{"method":"invoice","token":null}}"""));
    }

    @Test
    void whatTheNextVersionHasAddedChangesItOnlyWhereAClientUsesIt() {
        assertThat(RequestHash.of(new LaterOrder(BY_CARD, null), json)).isEqualTo(RequestHash.of(BY_CARD, json));
        assertThat(RequestHash.of(new LaterOrder(BY_CARD, "yes"), json)).isNotEqualTo(RequestHash.of(BY_CARD, json));
    }
}
