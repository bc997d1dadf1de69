package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.StrictJson;
import dev.polyglotdb.platform.outbox.OutboxEntries.Progress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What two versions write about orders and read during a rolling upgrade. */
@Tag("fast")
class StoredOperationTests {

    private final OperationRecords records =
            new OperationRecords(JdbcClient.create(new DriverManagerDataSource()), StrictJson.mapper());

    @Test
    void stepsOfTheVersionBeforeAreRead() {
        assertThat(records.steps("""
                        [{"begun":0,"name":"key","store":"postgres","took":12}]""")).containsExactly(new OrderOperation.Timed("key", "postgres", 0, 12));
    }

    @Test
    void whatTheNextVersionTellsOfAStepIsIgnoredAndItsStoreKeepsItsName() {
        assertThat(records.steps("""
                        [{"begun":0,"name":"bid","store":"auction","took":12,"retries":[1]}]""")).containsExactly(new OrderOperation.Timed("bid", "auction", 0, 12));
    }

    @Test
    void anOperationThatOnlyTheNextVersionKnowsIsNone() {
        assertThat(OperationKind.of("RETURN")).isEmpty();
        assertThat(OperationKind.of("CANCEL")).contains(OperationKind.CANCEL);
    }

    /**
     * An order in a state that the version before does not know could not be shown by it. So one release only reads a
     * new value, and is noted here; the next one writes it.
     */
    @Test
    void statesAreThoseThatTheVersionBeforeReads() {
        assertThat(OrderStatus.values())
                .extracting(Enum::name)
                .containsExactly("PAID", "SHIPPED", "DELIVERED", "CANCELLED", "PAYMENT_FAILED");
        assertThat(PaymentStatus.values())
                .extracting(Enum::name)
                .containsExactly("CAPTURED", "DECLINED", "REFUNDED", "INVOICED", "VOIDED");
        assertThat(PaymentMethod.values()).extracting(Enum::name).containsExactly("CARD", "INVOICE");
    }

    /** The order is shown as by this version, whose followers it has reached. */
    @Test
    void anEntryOfASinkThatOnlyTheNextVersionKnowsIsItsOwnAffair() {
        assertThat(new OrderFollowers(List.of()).progress(Map.of("warehouse", Progress.PENDING)))
                .isEmpty();
        assertThat(new OrderFollowers(List.of()).store("warehouse")).isEqualTo("warehouse");
    }
}
