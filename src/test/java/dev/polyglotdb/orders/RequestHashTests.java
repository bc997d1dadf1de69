package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.polyglotdb.platform.Sha256;
import dev.polyglotdb.platform.json.StrictJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
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
            assertThat(hash(order)).isEqualTo(Sha256.hex(json.writeValueAsString(order)));
        }
        assertThat(hash(BY_DEFAULT)).isEqualTo(Sha256.hex("""
                {"items":[{"productId":"lamp","quantity":2}],"payment":null}"""));
        assertThat(hash(BY_CARD)).isEqualTo(Sha256.hex("""
                {"items":[{"productId":"lamp","quantity":2}],"payment":{"method":"card","token":"tok_visa"}}"""));
        assertThat(hash(ON_INVOICE)).isEqualTo(Sha256.hex("""
                {"items":[{"productId":"lamp","quantity":2}],"payment":{"method":"invoice","token":null}}"""));
    }

    @Test
    void whatTheNextVersionHasAddedChangesItOnlyWhereAClientUsesIt() {
        assertThat(hash(new LaterOrder(BY_CARD, null))).isEqualTo(hash(BY_CARD));
        assertThat(hash(new LaterOrder(BY_CARD, "yes"))).isNotEqualTo(hash(BY_CARD));
    }

    private String hash(Object order) {
        return NewOrder.hash(json.<JsonNode>valueToTree(order));
    }
}
